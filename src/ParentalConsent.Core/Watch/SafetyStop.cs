namespace ParentalConsent.Core.Watch;

/// <summary>More was due in one sweep than is usual: sweeps hand out nothing until an operator says that it is right.</summary>
public sealed record SafetyStop
{
    /// <summary>Random, 16 hex digits.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset TrippedAt { get; init; }

    /// <summary>Lines that were due.</summary>
    public required int Due { get; init; }

    /// <summary>How many would have been handed out without asking.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether the log has it.</summary>
    public bool Logged { get; init; }

    public SafetyRelease? Release { get; init; }

    /// <summary>Whether nothing at all is handed out at that moment, as far as the stop alone can tell.</summary>
    public bool HoldsAt(DateTimeOffset now) => Release is not { Logged: true } release || now >= release.Until;
}
