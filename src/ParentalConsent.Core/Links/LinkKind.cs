namespace ParentalConsent.Core.Links;

public enum LinkKind
{
    /// <summary>From the notice and its reminders: decide, until the deadline.</summary>
    Decide = 1,

    /// <summary>From the mail about a granted consent: withdraw it, at any time.</summary>
    Manage = 2,
}
