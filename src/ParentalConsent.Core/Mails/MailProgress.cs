namespace ParentalConsent.Core.Mails;

/// <summary>How far the mails of a registration have come.</summary>
public sealed record MailProgress
{
    /// <summary>When the direct notice was dealt with: sent, or given up; reminders count from here.</summary>
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>How many of the request mails (the notice is the first, then reminders) were dealt with.</summary>
    public int Requests { get; init; }

    /// <summary>Raised where the next reminder is queued anew, so that of several messages for it only one counts.</summary>
    public int Turn { get; init; }

    /// <summary>When the mail about the decision was dealt with.</summary>
    public DateTimeOffset? OutcomeAt { get; init; }

    /// <summary>Failed tries of the mail that is due.</summary>
    public int Tries { get; init; }

    /// <summary>What the mail server last answered where that was not success: an SMTP code or a word, never its text.</summary>
    public string? LastError { get; init; }

    /// <summary>The mail server said for good that it will not take mail for this address; none is sent any more.</summary>
    public bool Bounced { get; init; }

    /// <summary>When the mail server last took a mail.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>Why the guardian is not asked any more: one of <see cref="Guardians.StopReasons"/>; null while they are.</summary>
    public string? Stopped { get; init; }

    /// <summary>Other children of the same client wait, or waited, for the same guardian: each mail looks who does now.</summary>
    public bool Shared { get; init; }

    /// <summary>How often the client asked for the request to be sent again.</summary>
    public int Resends { get; init; }

    /// <summary>How many of these were dealt with.</summary>
    public int Resent { get; init; }

    /// <summary>The same once a request mail was dealt with.</summary>
    /// <param name="number">0 for the notice, from 1 for reminders.</param>
    public MailProgress Done(int number, DateTimeOffset at) => this with { Requests = number + 1, FirstSentAt = FirstSentAt ?? at };

    /// <summary>The same once one was dealt with because a mail about a sibling asked about this child too.</summary>
    public MailProgress Covered(int number, DateTimeOffset at) => Done(number, at).SentWithSibling(at) with { Tries = 0, LastError = null };

    /// <summary>The same after a mail about a sibling that had this child's link.</summary>
    public MailProgress SentWithSibling(DateTimeOffset at) => this with { LastSentAt = LastSentAt > at ? LastSentAt : at, Shared = true };
}
