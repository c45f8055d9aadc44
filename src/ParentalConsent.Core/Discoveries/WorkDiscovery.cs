using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// Works off a part, step by step: what came of some lines is kept with the place in the part. A message that comes again goes on there;
/// lines that were worked off and not noted find their own registrations. Whoever comes second to a step goes on after it.
/// </summary>
public sealed class WorkDiscovery(
    IDiscoveryStore store, IAccountReader reader, RecordDiscovery record, IAskingPace pace, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    /// <summary>Lines that are noted together: so few that their results fit a column, whatever is wrong with them.</summary>
    public const int StepLines = 100;

    public async Task ExecuteAsync(DiscoveryMessage message, CancellationToken cancellationToken)
    {
        var found = await store.FindPartAsync(message.DiscoveryId, message.FirstLine, cancellationToken);
        if (found is null && EarlyMessages.DelayAfter(message.Tries) is { } early)
        {
            await queues.SendAsync(message with { Tries = message.Tries + 1 }, early, cancellationToken);
        }

        while (found is { Part.IsDone: false, Lines: { } lines })
        {
            if (!policies.Clients.TryGetValue(found.Discovery.ClientId, out var client))
            {
                throw new InvalidOperationException("A discovery's client is not in the policy any more.");
            }

            var (results, pause) = await WorkAsync(found, client, lines, cancellationToken);
            var saved = results.Count == 0 ? found.Stored : await store.TrySaveAsync(found.Stored, results, cancellationToken);
            if (pause is { } delay && saved is not null)
            {
                await queues.SendAsync(message, delay, cancellationToken);
                return;
            }

            found = saved is null
                ? await store.FindPartAsync(message.DiscoveryId, message.FirstLine, cancellationToken)
                : found with { Stored = saved };
        }
    }

    /// <returns>Results of the lines that come next, and how long to wait before the one after them; null for not at all.</returns>
    private async Task<(IReadOnlyList<DiscoveryResult> Results, TimeSpan? Pause)> WorkAsync(
        OpenedPart found, ClientPolicy client, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var results = new List<DiscoveryResult>();
        foreach (var (index, line) in lines.Index().Skip(found.Part.Done).Take(StepLines))
        {
            var number = found.Part.FirstLine + index;
            switch (reader.Read(line.Span, found.Discovery, client, clock.GetUtcNow()))
            {
                case AccountReading.Invalid { Errors: var errors }:
                    results.Add(new DiscoveryResult(number, DiscoveryOutcome.Invalid, null, errors));
                    break;
                case AccountReading.Account { Command: var command }:
                    if (BringsMail(command) && pace.Take(client.Id) is { } wait)
                    {
                        return (results, wait);
                    }

                    results.Add(Of(number, await record.ExecuteAsync(
                        command with { Line = new DiscoveredLine(found.Discovery.Id, number) }, cancellationToken)));
                    break;
            }
        }

        return (results, null);
    }

    private bool BringsMail(StartRegistrationCommand command) =>
        command.Client.Discoveries is DiscoveryPolicy.Ask && policies.Decide(command.Client, command.Age, clock.GetUtcNow()).ConsentRequired;

    private static DiscoveryResult Of(long line, StartRegistrationResult result)
    {
        return result switch
        {
            StartRegistrationResult.NotRequired => With(DiscoveryOutcome.NotRequired, null),
            StartRegistrationResult.Pending { Registration.Id: var id } => With(DiscoveryOutcome.Pending, id),
            StartRegistrationResult.Existing { Registration.Id: var id } => With(DiscoveryOutcome.Existing, id),
            StartRegistrationResult.Deleting { Registration.Id: var id } => With(DiscoveryOutcome.Deleting, id),
            StartRegistrationResult.Duplicate { Registration.Id: var id } => With(DiscoveryOutcome.Duplicate, id),
            StartRegistrationResult.OtherGuardian => With(DiscoveryOutcome.GuardianMismatch, null),
            StartRegistrationResult.ParentEmailMissing => Wrong("parentEmail", "required"),
            StartRegistrationResult.ParentEmailIsChilds => Wrong("parentEmail", "sameAsChild"),
            StartRegistrationResult.NoMethodForCountry => Wrong("country", "noMethodForCountry"),
            StartRegistrationResult.DeletionInProgress => Wrong("subjectId", "deletionInProgress"),
            _ => throw new InvalidOperationException(),
        };

        DiscoveryResult With(DiscoveryOutcome outcome, string? registrationId) => new(line, outcome, registrationId, []);

        DiscoveryResult Wrong(string field, string code) => new(line, DiscoveryOutcome.Invalid, null, [new DiscoveryError(field, code)]);
    }
}
