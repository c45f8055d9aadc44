using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Guardians;

/// <summary>Another guardian of the same child, and how far the mails to them have come. Their address is among the sealed details.</summary>
public sealed record SecondGuardian
{
    /// <summary>16 hex digits: what their link carries.</summary>
    public required string Mark { get; init; }

    /// <summary>Keyed hash of their address, 32 hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Keyed hash of the mailbox behind it; null where they were invited before there was one.</summary>
    public string? MailboxHash { get; init; }

    /// <summary>Signs that their answers gave. Those of their address are found again whenever an address is corrected.</summary>
    public IReadOnlyList<RiskSignal> Signals { get; init; } = [];

    /// <summary>The mail that invites them was dealt with.</summary>
    public bool Asked { get; init; }

    /// <summary>When it was; reminders count from here.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>How many reminders were dealt with.</summary>
    public int Reminders { get; init; }

    /// <summary>The decision that they were told of last.</summary>
    public string? ToldOf { get; init; }

    /// <summary>The last decision, or the yes that waits for its check, was theirs and not the first guardian's.</summary>
    public bool Decided { get; init; }

    /// <summary>When the mail server last took a mail.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>Failed tries of the mail that is due.</summary>
    public int Tries { get; init; }

    /// <summary>An SMTP code or a word, where the last mail did not go out.</summary>
    public string? LastError { get; init; }

    /// <summary>The mail server refused the address for good.</summary>
    public bool Bounced { get; init; }

    /// <summary>Why they are not asked: one of <see cref="StopReasons"/>.</summary>
    public string? Stopped { get; init; }
}
