using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>
/// Notes in the registrations of other children that a mail with their links went: for one whose own notice still waits it stands
/// for that, and answers count from it. Two calls for each.
/// </summary>
/// <remarks>Cut off before it, their own messages find in the guardian's row that they were asked about.</remarks>
public sealed class NoteAskedToo(IRegistrationStore store, TimeProvider clock)
{
    public async Task ExecuteAsync(IReadOnlyList<AlsoWaiting> also, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        foreach (var asked in also.Select(other => other.Registration))
        {
            while (await store.FindAsync(asked.Id, cancellationToken) is { Registration: { State: RegistrationState.AwaitingParent } registration } current
                && registration.LinkMark == asked.LinkMark)
            {
                var isNotice = registration.Mail.Requests == 0;
                var mail = isNotice ? registration.Mail.Covered(number: 0, sentAt) : registration.Mail.SentWithSibling(sentAt);
                var change = Registration.Record(
                    registration with { Mail = mail }, isNotice ? "NoticeWithSibling" : "AskedWithSibling", Actor.Service, clock.GetUtcNow());
                if (await store.TrySaveAsync(current, change, cancellationToken))
                {
                    break;
                }
            }
        }
    }
}
