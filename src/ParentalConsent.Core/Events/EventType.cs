namespace ParentalConsent.Core.Events;

/// <summary>What a client is told. Each happens once at most to an attempt; <see cref="EventTypes"/> has the words.</summary>
public enum EventType
{
    RegistrationPending,
    ConsentGranted,
    ConsentRefused,
    ConsentWithdrawn,
    ConsentExpired,
    SubjectOfAge,
    DeletionRequested,
    DeletionCompleted,
}
