namespace ParentalConsent.Core.Methods;

/// <summary>How far the check of a guardian's yes has come. <see cref="VerificationSteps"/> lists every way between these.</summary>
public enum VerificationStep
{
    /// <summary>No yes that would have to be checked.</summary>
    None,

    /// <summary>The guardian is to print, sign and send the form.</summary>
    FormAwaited,

    /// <summary>An administrator is to compare the form.</summary>
    FormReceived,

    /// <summary>The form did not do; the guardian is to send it again.</summary>
    FormRejected,

    /// <summary>The guardian is to go through a provider's check.</summary>
    ProviderAwaited,

    /// <summary>A provider's check found no adult; the guardian may try it again, which can still come out well.</summary>
    ProviderFailed,

    /// <summary>The provider took its check back, before or after it came out well: this yes counts no more, a new one can.</summary>
    ProviderRevoked,

    /// <summary>The guardian is to call, or come.</summary>
    CallAwaited,

    /// <summary>The consent counts.</summary>
    Completed,
}
