namespace ParentalConsent.Core.Events;

/// <summary>What a client is told. Each happens once at most to an attempt, a bounce to each address; <see cref="EventTypes"/> has the words.</summary>
public enum EventType
{
    RegistrationPending,
    MailBounced,
    ConsentGranted,
    ConsentRefused,
    ConsentWithdrawn,
    ConsentExpired,
    SubjectOfAge,
    DeletionRequested,
    DeletionCompleted,
}
