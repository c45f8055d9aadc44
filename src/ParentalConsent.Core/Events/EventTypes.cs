namespace ParentalConsent.Core.Events;

/// <summary>The types of events as clients read them, and what follows what.</summary>
public static class EventTypes
{
    private static readonly Dictionary<EventType, string> Words = new()
    {
        [EventType.RegistrationPending] = "registration.pending",
        [EventType.MailBounced] = "mail.bounced",
        [EventType.ConsentGranted] = "consent.granted",
        [EventType.ConsentRefused] = "consent.refused",
        [EventType.ConsentWithdrawn] = "consent.withdrawn",
        [EventType.ConsentExpired] = "consent.expired",
        [EventType.SubjectOfAge] = "subject.of_age",
        [EventType.DeletionRequested] = "deletion.requested",
        [EventType.DeletionCompleted] = "deletion.completed",
    };

    private static readonly Dictionary<string, EventType> ByWord = Words.ToDictionary(word => word.Value, word => word.Key);

    /// <summary>
    /// Told by workers that can be overtaken by what comes after. Such an event is left out once a later one is in the feed;
    /// the others are told by the worker that also tells what follows, or not before it.
    /// </summary>
    public static IReadOnlyList<EventType> CanBeOvertaken { get; } =
        [EventType.RegistrationPending, EventType.ConsentGranted, EventType.SubjectOfAge];

    public static string Word(this EventType type) => Words[type];

    /// <exception cref="FormatException">There is no such type.</exception>
    public static EventType Parse(string word) =>
        ByWord.TryGetValue(word, out var type) ? type : throw new FormatException("A stored event has a type that is not known.");

    /// <summary>The types that cannot be told any more of an attempt once this one is.</summary>
    public static IReadOnlyList<EventType> Overtakes(this EventType type) => type switch
    {
        EventType.ConsentGranted or EventType.ConsentRefused or EventType.ConsentExpired => [EventType.RegistrationPending],
        EventType.ConsentWithdrawn or EventType.SubjectOfAge => [EventType.RegistrationPending, EventType.ConsentGranted],
        EventType.DeletionRequested or EventType.DeletionCompleted => CanBeOvertaken,
        _ => [],
    };
}
