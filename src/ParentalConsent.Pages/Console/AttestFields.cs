namespace ParentalConsent.Pages.Console;

/// <summary>What an administrator entered about a consent they received, as it came.</summary>
/// <param name="At">When, in UTC, as <c>yyyy-MM-ddTHH:mm</c>.</param>
public sealed record AttestFields(
    string? Code,
    string? Way,
    string? At,
    string? GuardianName,
    string? Relationship,
    IReadOnlyList<string> Purposes,
    bool Attested)
{
    public static AttestFields Empty { get; } = new(null, null, null, null, null, [], false);

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(AttestFields);
}
