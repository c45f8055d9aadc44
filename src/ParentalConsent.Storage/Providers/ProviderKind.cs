namespace ParentalConsent.Storage.Providers;

/// <summary>The protocols we speak.</summary>
public enum ProviderKind
{
    /// <summary>Epic's Kids Web Services, parent verification.</summary>
    Kws,

    /// <summary>Our own, for anyone to bridge to: a signed redirect, and callbacks by Standard Webhooks.</summary>
    Redirect,
}
