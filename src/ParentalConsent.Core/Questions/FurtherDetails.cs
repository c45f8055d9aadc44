using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Questions;

/// <summary>Who said what about further purposes; sealed with the other details.</summary>
public sealed record FurtherDetails
{
    /// <summary>Of the <see cref="FurtherConsent"/>; null while its yes waits.</summary>
    public string? Mark { get; init; }

    /// <summary>As typed.</summary>
    public string? GuardianName { get; init; }

    /// <summary>As typed.</summary>
    public string? Relationship { get; init; }

    /// <summary>What the guardian said, while it waits for its check.</summary>
    public PendingGrant? Pending { get; init; }

    /// <summary>Who checked the guardian; null where nobody had to.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>How they did, as a word.</summary>
    public string? VerifiedHow { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(FurtherDetails);
}
