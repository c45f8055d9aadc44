namespace ParentalConsent.Pages.Consent;

/// <summary>What a guardian entered, as it came.</summary>
/// <param name="Repeated">Names of fields that came more than once though they may not.</param>
public sealed record DecisionFields(
    string? Decision,
    IReadOnlyList<string> Purposes,
    string? GuardianName,
    string? Relationship,
    string? Attestation,
    IReadOnlyList<string> Repeated)
{
    public const string DecisionName = "decision";
    public const string PurposesName = "purposes";
    public const string GuardianNameName = "guardianName";
    public const string RelationshipName = "relationship";
    public const string AttestationName = "attestation";
    public const string NoticeName = "notice";

    /// <summary>Ticked.</summary>
    public const string Yes = "yes";

    /// <summary>Hash of the notice that the page showed; null where the form did not say.</summary>
    public string? Notice { get; init; }

    public static DecisionFields Empty { get; } = new(null, [], null, null, null, []);

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(DecisionFields);
}
