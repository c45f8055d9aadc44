using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Events;

/// <summary>Which change makes which event.</summary>
public static class ClientEvents
{
    /// <summary>Null where nobody waits for an answer any more: a registration that ended so early is told of by its end alone.</summary>
    public static ClientEvent? Pending(Registration registration) =>
        registration.State is RegistrationState.AwaitingParent
            ? Of(registration, EventType.RegistrationPending, registration.CreatedAt)
            : null;

    /// <summary>What was decided, by the state it led to; null for a state that nobody decides.</summary>
    public static ClientEvent? Decided(Registration registration) => (registration.State, registration.DecidedAt) switch
    {
        (RegistrationState.Granted, { } at) => Of(registration, EventType.ConsentGranted, at) with { ComesOfAgeIn = ComesOfAgeIn(registration, at) },
        (RegistrationState.Refused, { } at) => Of(registration, EventType.ConsentRefused, at) with { Reason = DeletionReason.Refused.Word() },
        (RegistrationState.Withdrawn, { } at) => Of(registration, EventType.ConsentWithdrawn, at),
        _ => null,
    };

    /// <summary>Of each guardian whose address was refused for good; none where the registration ends, and nobody is to be reached.</summary>
    /// <param name="registration">No view of a question.</param>
    public static IEnumerable<ClientEvent> Bounced(Registration registration, DateTimeOffset now)
    {
        if (registration is { EndsInDeletion: false, Mail.Bounced: true })
        {
            yield return Of(registration, EventType.MailBounced, now) with { Guardian = "first", Mark = registration.LinkMark };
        }

        if (registration is { EndsInDeletion: false, Second: { Bounced: true } second })
        {
            yield return Of(registration, EventType.MailBounced, now) with { Guardian = "second", Mark = second.Mark };
        }
    }

    /// <param name="at">The first moment at which the subject was of age.</param>
    public static ClientEvent OfAge(Registration registration, DateTimeOffset at) => Of(registration, EventType.SubjectOfAge, at);

    /// <summary>A deletion has begun: what ended the consent, where nobody told of it before, and that the client is to delete.</summary>
    /// <param name="outcomeTold">Whether the worker of the mail about the decision has been there.</param>
    public static IEnumerable<ClientEvent> Begun(LogRecord deletion, string attempt, bool outcomeTold)
    {
        var decided = deletion.DecidedAt ?? deletion.DeletedAt!.Value;
        var ended = deletion.Reason switch
        {
            DeletionReason.Expired => Of(deletion, attempt, EventType.ConsentExpired, deletion.Deadline!.Value),
            DeletionReason.Disowned => Of(deletion, attempt, EventType.ConsentRefused, decided) with { Reason = deletion.Reason!.Value.Word() },
            DeletionReason.Refused when !outcomeTold =>
                Of(deletion, attempt, EventType.ConsentRefused, decided) with { Reason = deletion.Reason!.Value.Word() },
            DeletionReason.Withdrawn when !outcomeTold => Of(deletion, attempt, EventType.ConsentWithdrawn, decided),
            DeletionReason.GuardianRequest when !outcomeTold && !deletion.IsOrdered => Of(deletion, attempt, EventType.ConsentWithdrawn, decided),
            _ => null,
        };
        if (ended is not null)
        {
            yield return ended;
        }

        yield return OfDeletion(deletion, attempt, EventType.DeletionRequested);
    }

    /// <summary>A deletion is in the log.</summary>
    public static ClientEvent Completed(LogRecord deletion, string attempt) => OfDeletion(deletion, attempt, EventType.DeletionCompleted);

    /// <summary>Where the details cannot be opened, they are looked into month by month from now on.</summary>
    private static string? ComesOfAgeIn(Registration granted, DateTimeOffset at) =>
        granted.Details is null ? ComingOfAge.MonthOf(at) : ComingOfAge.Of(granted)?.Month;

    /// <summary>Every step of a case is over.</summary>
    public static ClientEvent Completed(DeletionCase complete) => Of(complete, EventType.DeletionCompleted, complete.CompletedAt!.Value);

    /// <summary>The client was asked to delete and has not said yet that it did.</summary>
    /// <param name="number">From 1.</param>
    public static ClientEvent Reminder(DeletionCase open, int number, DateTimeOffset now) =>
        Of(open, EventType.DeletionRequested, now) with { Reminder = number };

    private static ClientEvent Of(DeletionCase begun, EventType type, DateTimeOffset at) =>
        new(type, begun.ClientId, begun.RegistrationId, begun.Attempt, at) { DeletionId = begun.DeletionId, Reason = begun.Reason!.Value.Word() };

    private static ClientEvent OfDeletion(LogRecord deletion, string attempt, EventType type) =>
        Of(deletion, attempt, type, deletion.DeletedAt!.Value) with { DeletionId = deletion.DeletionId, Reason = deletion.Reason!.Value.Word() };

    private static ClientEvent Of(LogRecord deletion, string attempt, EventType type, DateTimeOffset at) =>
        new(type, deletion.ClientId!, deletion.RegistrationId!, attempt, at);

    private static ClientEvent Of(Registration registration, EventType type, DateTimeOffset at) =>
        new(type, registration.ClientId, registration.Id, registration.Attempt, at);
}
