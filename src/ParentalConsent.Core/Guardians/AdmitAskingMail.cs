using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>
/// Says whether a mail that asks may go, and notes that it does before it goes: so that no address gets more than a few a day,
/// none about a client that it stopped, and a family one a day and not one a child.
/// </summary>
/// <remarks>
/// One call for the notice to an address that is not known. For one that is known: read, look at the children of the same client
/// that may still wait, and write. A try that was cut off finds its own note and goes on.
/// </remarks>
public sealed class AdmitAskingMail(IGuardianStore guardians, MarkSiblings markSiblings, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="registration">Waiting for its guardian.</param>
    /// <param name="number">As <see cref="AskingMail.Number"/>.</param>
    public async Task<Admission> ExecuteAsync(
        Registration registration, ClientPolicy client, int number, CancellationToken cancellationToken)
    {
        var hash = registration.GuardianKey
            ?? throw new InvalidOperationException("A registration that waits for a guardian has lost the hash of their address.");
        if (await guardians.SuppressesAddressAsync(registration, cancellationToken))
        {
            return new Admission.Stopped(StopReasons.Suppressed);
        }

        for (var known = number != 0; ; known = true)
        {
            var now = clock.GetUtcNow();
            var stored = known ? await guardians.FindAsync(hash, cancellationToken) : null;
            if (stored is null)
            {
                var added = new Guardian { Hash = hash }.Remember([Mail(registration, number, now, registration.Id)], now);
                if (await guardians.TryAddAsync(added, cancellationToken))
                {
                    return new Admission.Admitted([]);
                }

                continue;
            }

            var (admission, changed) = await DecideAsync(stored.Guardian, registration, client, number, now, cancellationToken);
            if (changed is null || await guardians.TrySaveAsync(stored, changed, cancellationToken))
            {
                return admission;
            }
        }
    }

    private async Task<(Admission Admission, Guardian? Changed)> DecideAsync(
        Guardian guardian, Registration registration, ClientPolicy client, int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (guardian.Suppressed.Contains(client.Id))
        {
            return (new Admission.Stopped(StopReasons.Suppressed), null);
        }

        var noted = guardian.Asked.LastOrDefault(mail => mail.IsAbout(registration) && mail.Number == number && mail.By is not null);
        if (noted is not null && noted.By != registration.Id)
        {
            return (new Admission.Covered(noted.At), null);
        }

        var others = await markSiblings.ExecuteAsync(guardian, registration, cancellationToken);
        Registration[] siblings = [.. others.Where(other => MarkSiblings.IsWaiting(other, guardian, now))];

        // Where "+" is a character like any other, the same mailbox is not the same person.
        Registration[] named = [.. siblings.Where(sibling => sibling.GuardianHash == registration.GuardianHash)];
        if (noted is not null)
        {
            return (new Admission.Admitted(named), null);
        }

        var day = client.Lasting(Day);
        if (LastAskedAboutOthers(guardian, registration, others, siblings) + day is { } free && free > now && free < registration.Deadline)
        {
            return (new Admission.Wait(free), WhileItWaits());
        }

        if (guardian.FullUntil(now, day) is { } until)
        {
            return until < registration.Deadline
                ? (new Admission.Wait(until), WhileItWaits())
                : (new Admission.Stopped(StopReasons.AddressLimit), null);
        }

        var asksToo = named
            .Where(sibling => IsDueBy(now + day, sibling, client))
            .Select(sibling => Mail(sibling, sibling.Mail.Requests, now, registration.Id));
        return (
            new Admission.Admitted(named),
            guardian.Remember([.. asksToo, Mail(registration, number, now, registration.Id)], now));

        // Remembered, so that the next mail about a sibling asks about this one, too.
        Guardian? WhileItWaits() => guardian.Asked.Any(mail => mail.IsAbout(registration) && mail.By is null)
            ? null
            : guardian.Remember([Mail(registration, number, now, by: null)], now);
    }

    private static bool IsDueBy(DateTimeOffset moment, Registration sibling, ClientPolicy client) =>
        sibling.Mail.Requests <= client.ReminderDays.Count
        && !(AskParent.DueAt(sibling, client, sibling.Mail.Requests, DateTimeOffset.MinValue) > moment);

    /// <summary>
    /// When the mailbox was last asked about a child that this mail cannot be one with: about a sibling that waits; as a second guardian,
    /// or for more, whatever became of it; and, where this mail is such a one, about any.
    /// </summary>
    private static DateTimeOffset? LastAskedAboutOthers(
        Guardian guardian, Registration registration, IReadOnlyList<Registration> others, IReadOnlyList<Registration> siblings)
    {
        var isAlone = registration.IsQuestion || registration.Second?.Mark == registration.LinkMark;
        return guardian.Asked
            .Where(mail => mail.ClientId == registration.ClientId && mail.RegistrationId != registration.Id && mail.By == mail.RegistrationId)
            .Where(mail => isAlone || !others.Any(mail.IsAbout))
            .Select(mail => (DateTimeOffset?)mail.At)
            .Concat(siblings.Select(sibling => LastAsked(guardian, sibling, registration)))
            .Max();
    }

    /// <summary>Reminders need not be in the row; the mail that was about both is no other one.</summary>
    private static DateTimeOffset? LastAsked(Guardian guardian, Registration sibling, Registration registration) => guardian.Asked
        .Where(mail => mail.IsAbout(sibling) && mail.By is not null)
        .Select(mail => (DateTimeOffset?)mail.At)
        .Append(sibling.Mail.LastSentAt == registration.Mail.LastSentAt ? null : sibling.Mail.LastSentAt)
        .Max();

    private static AskingMail Mail(Registration about, int number, DateTimeOffset at, string? by) =>
        new(about.ClientId, about.Id, about.LinkMark, number, at, by);
}
