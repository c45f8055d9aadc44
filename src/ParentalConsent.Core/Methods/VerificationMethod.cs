namespace ParentalConsent.Core.Methods;

/// <summary>How we know that it is a guardian; from the least to the most burdensome.</summary>
public enum VerificationMethod
{
    /// <summary>An explicit decision from the mailed link.</summary>
    Email,

    /// <summary>The same, and a second mail some time later that confirms it and says how to revoke.</summary>
    EmailPlus,

    /// <summary>An outside check that an adult decides.</summary>
    Provider,

    /// <summary>A form, printed, signed and sent back as a picture, that an administrator compares.</summary>
    SignedForm,

    /// <summary>Consent that an administrator received by telephone, video or in person.</summary>
    Attested,
}
