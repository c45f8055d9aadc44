namespace ParentalConsent.Core.Registrations;

/// <summary>Who caused a change.</summary>
public enum Actor
{
    Client,
    Guardian,
    Service,
}
