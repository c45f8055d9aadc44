namespace ParentalConsent.Core.Policies;

/// <summary>One use of data that a guardian may allow or refuse. Read from <c>purposes.json</c>.</summary>
public sealed record Purpose
{
    public required string Id { get; init; }

    /// <summary>By language.</summary>
    public required IReadOnlyDictionary<string, string> Title { get; init; }

    /// <summary>What is done with which data, for how long; by language.</summary>
    public required IReadOnlyDictionary<string, string> Description { get; init; }

    /// <summary>The account cannot be without it: it stands or falls with the whole consent.</summary>
    public bool Integral { get; init; }

    /// <summary>Others than the client get the data (COPPA 312.5(a)(2)).</summary>
    public bool DisclosesToThirdParties { get; init; }
}
