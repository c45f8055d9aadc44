namespace ParentalConsent.Core.Mails;

/// <summary>
/// Queue <c>outgoing-mail</c>: a mail that is owed once the change it is about is committed. It is queued before the commit,
/// so that a crash between the two loses nothing; the worker sends only what it finds committed.
/// </summary>
/// <param name="Expects">The link mark (notice) or the decision id (others) that the registration must show.</param>
/// <param name="Tries">How often the change was looked for and not found.</param>
public sealed record OutgoingMailMessage(string RegistrationId, MailKind Kind, string Expects, int Tries = 0)
{
    /// <summary>Which sending again, from 1, the client asked for; 0 for the first.</summary>
    public int Resend { get; init; }

    /// <summary>The mail goes to the second guardian; their notice expects their mark.</summary>
    public bool Second { get; init; }

    /// <summary>Which reminder to the second guardian, from 1; 0 for any other mail.</summary>
    public int Reminder { get; init; }

    /// <summary>It is about further purposes: a notice expects the question's mark, others that of the further consent.</summary>
    public bool Question { get; init; }

    /// <summary>It follows another message for the same mail of a question.</summary>
    public bool Again { get; init; }

    /// <summary>How often the mail of a question was tried and did not go out.</summary>
    public int Failed { get; init; }

    /// <summary>The registration was there before this was queued, so that it comes to show what is expected while it still waits.</summary>
    public bool Correction { get; init; }
}
