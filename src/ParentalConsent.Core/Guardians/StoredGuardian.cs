namespace ParentalConsent.Core.Guardians;

/// <summary>A guardian as a store read it; each store keeps its version of the row in a type derived from this.</summary>
public abstract class StoredGuardian(Guardian guardian)
{
    public Guardian Guardian { get; } = guardian;
}
