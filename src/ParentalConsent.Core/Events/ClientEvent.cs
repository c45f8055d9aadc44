namespace ParentalConsent.Core.Events;

/// <summary>Something that a client is told about one of its registrations. Ids only; the attempt is for us and never told.</summary>
/// <param name="At">When the change was made, not when it is told.</param>
public sealed record ClientEvent(EventType Type, string ClientId, string RegistrationId, string Attempt, DateTimeOffset At)
{
    public string Id => EventIds.For(RegistrationId, Attempt, Type, Reminder is { } number ? $"reminder-{number}" : Mark);

    /// <summary>With the events of a deletion; else null.</summary>
    public string? DeletionId { get; init; }

    /// <summary>Why, as a word; null where the type says all.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// With a grant: the month in which the subject comes of age, <c>yyyyMM</c> in UTC, put down with the event
    /// (<see cref="IComingsOfAge"/>). Null where no age is known. Never told, and not kept with the event.
    /// </summary>
    public string? ComesOfAgeIn { get; init; }

    /// <summary>With a bounce: whose address, <c>first</c> or <c>second</c>; else null.</summary>
    public string? Guardian { get; init; }

    /// <summary>With a bounce: the mark of the links to that address, so that each address is told of once. For us, and never told; else null.</summary>
    public string? Mark { get; init; }

    /// <summary>The how-manieth time the client is reminded of the same request; null for what is told the first time.</summary>
    public int? Reminder { get; init; }

    /// <summary>Ids of the events that would come too late after this one.</summary>
    public IEnumerable<string> Overtakes => Type.Overtakes().Select(type => EventIds.For(RegistrationId, Attempt, type));

    /// <summary>
    /// Ids that nobody has to remember any more once this event is no longer kept. Those of what can be overtaken are
    /// remembered until a deletion overtakes them.
    /// </summary>
    public IEnumerable<string> Forgets =>
    [
        .. EventTypes.CanBeOvertaken.Contains(Type) ? [] : new[] { Id },
        .. Type is EventType.DeletionRequested ? Overtakes : [],
    ];
}
