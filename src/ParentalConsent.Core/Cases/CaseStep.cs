namespace ParentalConsent.Core.Cases;

/// <summary>One thing that must be done before a deletion is complete.</summary>
/// <param name="Name">See <see cref="StepNames"/>.</param>
public sealed record CaseStep(string Name)
{
    /// <summary>Why it cannot be brought on: the policy has no such target, or client, any more.</summary>
    public const string NotInPolicy = "notInPolicy";

    public StepState State { get; init; }

    /// <summary>When it was done, or resolved.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>By when it is to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it is looked at next; null before it was begun, and once it is over.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Of the client's systems, how many reminders were told; of a target, how many tries have failed since one went well.</summary>
    public int Tries { get; init; }

    /// <summary>Why the last try failed, or none can be made, as a word or a status.</summary>
    public string? LastError { get; init; }

    /// <summary>Of a target: how much was there before anything was deleted, counted to <see cref="ClearTargets.MostCounted"/>.</summary>
    public int? Found { get; init; }

    /// <summary>Of a target: how much was still there when it was done.</summary>
    public int? Left { get; init; }

    /// <summary>It does not end by itself any more: somebody has to look.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>When the client says that it deleted; null where it did not say.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>From which systems, in the client's words.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>Why a person resolved it: by staff, and about nobody.</summary>
    public string? Reason { get; init; }

    public bool IsOpen => State is StepState.Open;

    public bool IsOpenTarget => IsOpen && StepNames.IsTarget(Name);

    /// <summary>The same once it is over.</summary>
    public CaseStep Over(StepState state, DateTimeOffset now) => this with { State = state, DoneAt = now, NextAt = null, NeedsPerson = false };

    /// <summary>Without what people wrote, so that no log or trace can have it.</summary>
    public override string ToString() => $"{Name} {State}";
}
