using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>
/// Finds the others of a client at one mailbox, and marks those that wait there, so that each of their mails looks at the mailbox's
/// row before it goes: reminders of others do not. One call for each other, and one more for each that was not marked.
/// </summary>
public sealed class MarkSiblings(IRegistrationStore store, TimeProvider clock)
{
    /// <param name="than">Of the client; not looked at itself.</param>
    /// <returns>All others, as they are once marked; which of them wait, <see cref="IsWaiting"/> says.</returns>
    public async Task<IReadOnlyList<Registration>> ExecuteAsync(
        Guardian guardian, Registration than, CancellationToken cancellationToken)
    {
        var others = new List<Registration>();
        var ids = guardian.Asked
            .Where(mail => mail.ClientId == than.ClientId && mail.RegistrationId != than.Id)
            .Select(mail => mail.RegistrationId)
            .Distinct();
        foreach (var id in ids)
        {
            while (await store.FindAsync(id, cancellationToken) is { } stored)
            {
                var other = stored.Registration;
                if (other.Mail.Shared || !IsWaiting(other, guardian, clock.GetUtcNow()))
                {
                    others.Add(other);
                    break;
                }

                var marked = other with { Mail = other.Mail with { Shared = true } };
                var change = Registration.Record(marked, "SiblingRegistered", Actor.Service, clock.GetUtcNow());
                if (await store.TrySaveAsync(stored, change, cancellationToken))
                {
                    others.Add(change.Registration);
                    break;
                }
            }
        }

        return others;
    }

    /// <summary>It waits for an answer from this mailbox's guardian, as its first.</summary>
    public static bool IsWaiting(Registration registration, Guardian guardian, DateTimeOffset now) =>
        registration is { State: RegistrationState.AwaitingParent, Details: not null, Mail: { Bounced: false, Stopped: null } }
        && registration.GuardianKey == guardian.Hash
        && !registration.IsExpiredAt(now);
}
