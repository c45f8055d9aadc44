using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Policies;

/// <summary>One use of data that a guardian may allow or refuse. Read from <c>purposes.json</c>.</summary>
public sealed record Purpose
{
    public required string Id { get; init; }

    /// <summary>By language.</summary>
    public required IReadOnlyDictionary<string, string> Title { get; init; }

    /// <summary>What is done with which data, for how long; by language.</summary>
    public required IReadOnlyDictionary<string, string> Description { get; init; }

    /// <summary>Which data it needs; by language.</summary>
    public required IReadOnlyDictionary<string, string> DataItems { get; init; }

    /// <summary>How long that data is kept for it; by language.</summary>
    public required IReadOnlyDictionary<string, string> Retention { get; init; }

    /// <summary>Who else gets the data; by language. Empty unless it <see cref="DisclosesToThirdParties"/>.</summary>
    public IReadOnlyDictionary<string, string> Recipients { get; init; } = new Dictionary<string, string>();

    /// <summary>The least that a consent to it needs; null for what its disclosing asks for.</summary>
    public Assurance? Assurance { get; init; }

    public Assurance NeededAssurance =>
        Assurance ?? (DisclosesToThirdParties ? Methods.Assurance.Verified : Methods.Assurance.Asserted);

    /// <summary>The account cannot be without it: it stands or falls with the whole consent.</summary>
    public bool Integral { get; init; }

    /// <summary>Others than the client get the data (COPPA 312.5(a)(2)).</summary>
    public bool DisclosesToThirdParties { get; init; }
}
