namespace ParentalConsent.Pages.Console;

/// <summary>What was entered to release a safety stop.</summary>
public sealed record ReleaseFields(string? Reason, string? UpTo, string? Hours)
{
    public static ReleaseFields Empty { get; } = new(null, null, "24");

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(ReleaseFields);
}
