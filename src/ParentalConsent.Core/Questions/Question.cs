using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Questions;

/// <summary>
/// Further purposes that the guardians of a granted registration are asked about, while the old consent goes on
/// (COPPA 312.5(a)(1)). In clear; what a guardian said is sealed in <see cref="PersonalDetails.Question"/>.
/// </summary>
public sealed record Question
{
    /// <summary>How many may be asked within <see cref="Window"/>: who said no is not asked every day.</summary>
    public const int MostInWindow = 3;

    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>16 hex digits: what its links and messages carry. Those for an earlier question do not fit.</summary>
    public required string Mark { get; init; }

    /// <summary>Likewise for the second guardian; null where there was none, or they left.</summary>
    public string? SecondMark { get; init; }

    /// <summary>None of them granted when it was asked.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>From this moment on it lapses: nothing changes then.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When this and earlier ones were asked, the last <see cref="MostInWindow"/>, oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> Asked { get; init; }

    public required string NoticeVersion { get; init; }

    public VerificationMethod Method { get; init; }

    public Assurance NeededAssurance { get; init; }

    /// <summary>How far the check of a yes to it has come.</summary>
    public Verification Verification { get; init; } = new();

    /// <summary>The answer, or the yes that waits for its check, is the second guardian's.</summary>
    public bool BySecond { get; init; }

    /// <summary>Null while it waits; <see cref="Until"/> ends it without one.</summary>
    public QuestionAnswer? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public QuestionMail Mail { get; init; } = new();

    /// <summary>Of the second guardian.</summary>
    public QuestionMail SecondMail { get; init; } = new();

    /// <summary>None of its mails reached anybody, and none will.</summary>
    public bool ReachedNobody() =>
        Verification.Step is VerificationStep.None && Mail.HasFailed() && (SecondMark is null || SecondMail.HasFailed());

    public bool IsOpenAt(DateTimeOffset now) => Answer is null && now < Until;
}
