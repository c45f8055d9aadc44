namespace ParentalConsent.Core.Methods;

/// <summary>What can happen to the check of a guardian's yes.</summary>
public enum VerificationMove
{
    /// <summary>A yes was said, or another method chosen: a form is needed.</summary>
    AwaitForm,

    /// <summary>Likewise: a provider's check is needed.</summary>
    AwaitProvider,

    /// <summary>Likewise: a call or a meeting is needed.</summary>
    AwaitCall,

    /// <summary>The guardian sent the form.</summary>
    ReceiveForm,

    RejectForm,
    AcceptForm,

    /// <summary>The provider says that an adult agreed.</summary>
    Confirm,

    /// <summary>The provider found no adult this time.</summary>
    Fail,

    /// <summary>The provider takes back what it said, or will say.</summary>
    Revoke,

    /// <summary>An administrator heard or saw the guardian agree.</summary>
    Attest,
}
