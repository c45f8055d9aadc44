using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Holds;

/// <param name="Id">See <see cref="Hold"/>.</param>
/// <param name="About">A deletion's id, or a registration's: then the case is what comes, or came, of its present attempt.</param>
public sealed record SetHoldCommand(string Id, string About, string Reason, int Days, string By)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(SetHoldCommand);
}

public abstract record SetHoldResult
{
    private SetHoldResult()
    {
    }

    public sealed record Set(Hold Hold) : SetHoldResult;

    /// <summary>There is no such deletion and no such registration.</summary>
    public sealed record NotFound : SetHoldResult;
}

/// <summary>Puts a hold on the log of a case. It counts before the log says so; cut off in between, repeating or the next sweep brings it on.</summary>
public sealed class SetHold(IHolds holds, SettleHolds settleHolds, IDeletionLog log, IRegistrationStore store, TimeProvider clock)
{
    public async Task<SetHoldResult> ExecuteAsync(SetHoldCommand command, CancellationToken cancellationToken)
    {
        if (await holds.FindAsync(command.Id, cancellationToken) is null)
        {
            if (await FindCaseAsync(command.About, cancellationToken) is not var (deletionId, registrationId, clientId))
            {
                return new SetHoldResult.NotFound();
            }

            var now = clock.GetUtcNow();
            var hold = new Hold(
                command.Id, deletionId, registrationId, clientId, command.Reason, command.By, now, now.AddDays(command.Days));
            await holds.TryAddAsync(hold, cancellationToken);
        }

        return await holds.FindAsync(command.Id, cancellationToken) is { } stored
            ? new SetHoldResult.Set(await settleHolds.SettleAsync(stored, cancellationToken))
            : throw new InvalidOperationException("The hold could not be added, and is not there.");
    }

    private async Task<(string DeletionId, string RegistrationId, string ClientId)?> FindCaseAsync(string about, CancellationToken cancellationToken) =>
        DeletionIds.IsId(about)
            ? await log.FindAsync(about, cancellationToken) is
                { Record: { Kind: LogKind.Deletion, RegistrationId: { } registrationId, ClientId: { } clientId } }
                ? (about, registrationId, clientId)
                : null
            : await store.FindAsync(about, cancellationToken) is { Registration: var registration }
                ? (registration.DeletionId, registration.Id, registration.ClientId)
                : null;
}
