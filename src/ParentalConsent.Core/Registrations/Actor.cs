namespace ParentalConsent.Core.Registrations;

/// <summary>Who caused a change.</summary>
public enum Actor
{
    Client,
    Guardian,
    Service,

    /// <summary>Somebody at the console. Who it was stands sealed in the details.</summary>
    Administrator,

    /// <summary>An outside check that an adult decides.</summary>
    Provider,

    /// <summary>The young person themselves, once of age; their client says so.</summary>
    Subject,
}
