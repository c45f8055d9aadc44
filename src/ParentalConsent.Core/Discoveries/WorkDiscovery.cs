using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// Works off a part, step by step: what came of some lines is kept with the place in the part. A message that comes again goes on there;
/// lines that were worked off and not noted find their own registrations. One worker has a part at a time, by its version and for as long as
/// a function lasts, so that nobody is written to twice.
/// </summary>
public sealed class WorkDiscovery(
    IDiscoveryStore store, IAccountReader reader, RecordDiscovery record, IAskingPace pace, IWorkQueues queues, PolicySet policies, TimeProvider clock)
{
    /// <summary>Lines that are noted together: so few that their results fit a column, whatever is wrong with them.</summary>
    public const int StepLines = 100;

    /// <summary>So often a message finds the part with somebody else, for up to five minutes each time, before it is one for the poison queue.</summary>
    public const int MostTries = 20;

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

            var now = clock.GetUtcNow();
            if (found.Part is { BusyUntil: { } until } && found.Part.IsBusyAt(now))
            {
                if (message.Tries == MostTries)
                {
                    throw new InvalidOperationException("A part of a discovery was begun and not ended, again and again.");
                }

                // Whoever has it may be cut off: then this message goes on.
                await queues.SendAsync(message with { Tries = message.Tries + 1 }, until - now, cancellationToken);
                return;
            }

            if (await store.TryClaimAsync(found.Stored, now + Claim.Longest, cancellationToken) is { } claimed)
            {
                await WorkOffAsync(message, found with { Stored = claimed }, client, lines, cancellationToken);
                return;
            }

            found = await store.FindPartAsync(message.DiscoveryId, message.FirstLine, cancellationToken);
        }
    }

    private async Task WorkOffAsync(
        DiscoveryMessage message, OpenedPart claimed, ClientPolicy client, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        try
        {
            while (!claimed.Part.IsDone)
            {
                var (results, pause) = await WorkAsync(claimed, client, lines, cancellationToken);
                if (results.Count > 0)
                {
                    if (await store.TrySaveAsync(claimed.Stored, results, cancellationToken) is not { } saved)
                    {
                        // It took so long that another has it now, or the deadline has passed.
                        return;
                    }

                    claimed = claimed with { Stored = saved };
                }

                if (pause is { } delay)
                {
                    await store.TryClaimAsync(claimed.Stored, null, cancellationToken);
                    await queues.SendAsync(message with { Tries = 0 }, delay, cancellationToken);
                    return;
                }
            }
        }
        catch
        {
            await TryGiveBackAsync(claimed.Stored);
            throw;
        }
    }

    /// <summary>So that the message, which comes again, need not wait. Where that fails, too, it waits.</summary>
    private async Task TryGiveBackAsync(StoredDiscoveryPart claimed)
    {
        try
        {
            await store.TryClaimAsync(claimed, null, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What failed first is what is thrown.
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
