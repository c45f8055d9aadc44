namespace ParentalConsent.Core.Methods;

/// <summary>How sure we are that whoever decides is a parent or guardian; each level includes those before it.</summary>
public enum Assurance
{
    /// <summary>Somebody who reads the guardian's mail says so.</summary>
    Asserted,

    /// <summary>The same, and told again later, when a child no longer sits at the mailbox (COPPA 312.5(b)(2)(viii)).</summary>
    Confirmed,

    /// <summary>An adult was checked: by signature, in person, or by a provider (COPPA 312.5(b)(2)(i) to (vii)).</summary>
    Verified,
}
