namespace ParentalConsent.Core.Registrations;

/// <summary>A registration as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredRegistration(Registration registration)
{
    public Registration Registration { get; } = registration;
}
