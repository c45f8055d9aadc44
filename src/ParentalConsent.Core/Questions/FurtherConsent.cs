using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Questions;

/// <summary>A yes to further purposes: it stands beside the first consent, with a notice of its own. Who gave it is sealed.</summary>
public sealed record FurtherConsent
{
    /// <summary>16 hex digits: names it in the details, and in the mails about it.</summary>
    public required string Mark { get; init; }

    /// <summary>Purposes that were asked about.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>Those that were allowed.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the notice that was decided on; null where it is not known.</summary>
    public string? NoticeHash { get; init; }

    public required string NoticeVersion { get; init; }

    public VerificationMethod Method { get; init; }

    /// <summary>The second guardian gave it.</summary>
    public bool BySecond { get; init; }

    /// <summary>How it was checked, for what its provider says later.</summary>
    public Verification Verification { get; init; } = new();

    /// <summary>It counts no more: its provider took the check back, the other guardian said no, or the second said that it is not their child.</summary>
    public bool Ended { get; init; }
}
