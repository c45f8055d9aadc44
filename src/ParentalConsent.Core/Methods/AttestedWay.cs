namespace ParentalConsent.Core.Methods;

/// <summary>How an administrator received a guardian's consent.</summary>
public enum AttestedWay
{
    Telephone,
    Video,
    InPerson,
}
