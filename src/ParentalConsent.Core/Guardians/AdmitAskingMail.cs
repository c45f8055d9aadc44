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
public sealed class AdmitAskingMail(IGuardianStore guardians, IRegistrationStore store, TimeProvider clock)
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

        var siblings = await WaitingSiblingsAsync(guardian, registration, now, cancellationToken);

        // Where "+" is a character like any other, the same mailbox is not the same person.
        Registration[] named = [.. siblings.Where(sibling => sibling.GuardianHash == registration.GuardianHash)];
        if (noted is not null)
        {
            return (new Admission.Admitted(named), null);
        }

        var day = client.Lasting(Day);
        if (LastAskedAboutOthers(guardian, registration, siblings) + day is { } free && free > now && free < registration.Deadline)
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

    /// <summary>Those of the same client that still wait for an answer. Each is marked, so that its own mails look here too.</summary>
    private async Task<IReadOnlyList<Registration>> WaitingSiblingsAsync(
        Guardian guardian, Registration registration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = new List<Registration>();
        var ids = guardian.Asked
            .Where(mail => mail.ClientId == registration.ClientId && mail.RegistrationId != registration.Id)
            .Select(mail => mail.RegistrationId)
            .Distinct();
        foreach (var id in ids)
        {
            while (await store.FindAsync(id, cancellationToken) is { Registration: var sibling } stored
                && IsAsked(sibling, registration, now))
            {
                if (sibling.Mail.Shared || await MarkAsync(stored, now, cancellationToken))
                {
                    waiting.Add(sibling);
                    break;
                }
            }
        }

        return waiting;
    }

    private Task<bool> MarkAsync(StoredRegistration stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var marked = stored.Registration with { Mail = stored.Registration.Mail with { Shared = true } };
        return store.TrySaveAsync(stored, Registration.Record(marked, "SiblingRegistered", Actor.Service, now), cancellationToken);
    }

    private static bool IsAsked(Registration sibling, Registration registration, DateTimeOffset now) =>
        sibling is { State: RegistrationState.AwaitingParent, Details: not null, Mail: { Bounced: false, Stopped: null } }
        && sibling.GuardianKey == registration.GuardianKey
        && !sibling.IsExpiredAt(now);

    /// <summary>A second guardian, and one who is asked for more, is asked one child a day, whatever became of the others: no mail asks them about several.</summary>
    private static DateTimeOffset? LastAskedAboutOthers(Guardian guardian, Registration registration, IReadOnlyList<Registration> siblings)
    {
        var last = siblings.Max(sibling => LastAsked(guardian, sibling));
        var sent = registration.IsQuestion || registration.Second?.Mark == registration.LinkMark
            ? guardian.Asked
                .Where(mail => mail.ClientId == registration.ClientId && mail.RegistrationId != registration.Id && mail.By == mail.RegistrationId)
                .Max(mail => (DateTimeOffset?)mail.At)
            : null;
        return sent is null || last > sent ? last : sent;
    }

    private static DateTimeOffset? LastAsked(Guardian guardian, Registration sibling) => guardian.Asked
        .Where(mail => mail.IsAbout(sibling) && mail.By is not null)
        .Select(mail => (DateTimeOffset?)mail.At)
        .Append(sibling.Mail.LastSentAt)
        .Max();

    private static AskingMail Mail(Registration about, int number, DateTimeOffset at, string? by) =>
        new(about.ClientId, about.Id, about.LinkMark, number, at, by);
}
