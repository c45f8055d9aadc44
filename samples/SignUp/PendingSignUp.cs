namespace SignUp;

/// <summary>How far a visitor has got. Each step knows no more than the next one needs.</summary>
public abstract record PendingSignUp
{
    private PendingSignUp()
    {
    }

    /// <summary>The age question is answered; nothing has left this server's memory.</summary>
    /// <param name="SubjectId">
    /// In a real site the id of the account that waits to be opened. Chosen once, so that a form that is
    /// sent twice is one registration.
    /// </param>
    public sealed record AgeAnswered(string SubjectId, DateOnly DateOfBirth, string Country, bool NeedsConsent) : PendingSignUp;

    /// <summary>
    /// A parent has been asked. The birth date, the nickname and the parent's address are with the consent
    /// service only, which deletes them if the answer is no or never comes.
    /// </summary>
    public sealed record ParentAsked(string SubjectId, string RegistrationId) : PendingSignUp;

    public sealed record Done(string Nickname) : PendingSignUp;
}
