namespace ParentalConsent.Core.Links;

public enum LinkKind
{
    /// <summary>From the notice and its reminders: decide, until the deadline.</summary>
    Decide = 1,

    /// <summary>From the mail about a granted consent: withdraw it, at any time.</summary>
    Manage = 2,

    /// <summary>From the page that follows "not my child": allow mails about that client again. Bound to the guardian's hash, not to a registration.</summary>
    Lift = 3,

    /// <summary>For a second guardian: decide while nobody has, withdraw what was granted.</summary>
    SecondGuardian = 4,

    /// <summary>From the mail that asks about further purposes: answer, until the question lapses.</summary>
    Question = 5,

    /// <summary>The same for a second guardian.</summary>
    SecondQuestion = 6,
}
