namespace ParentalConsent.Core.Questions;

/// <summary>How far the mail that asks one guardian has come.</summary>
public sealed record QuestionMail
{
    /// <summary>It was dealt with: sent, or given up.</summary>
    public bool Done { get; init; }

    /// <summary>When the mail server last took one that asked, for this question or one that it took the place of.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>An SMTP code or a word, where it did not go out.</summary>
    public string? Error { get; init; }

    /// <summary>The mail server refused the address for good.</summary>
    public bool Bounced { get; init; }

    /// <summary>Why they are not asked: one of <see cref="Guardians.StopReasons"/>.</summary>
    public string? Stopped { get; init; }

    /// <summary>It reached nobody, and is not tried any more.</summary>
    public bool HasFailed() => Done && (Bounced || Error is not null || Stopped is not null);
}
