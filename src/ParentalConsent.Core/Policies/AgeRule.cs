namespace ParentalConsent.Core.Policies;

/// <summary>Which subjects need a guardian's consent.</summary>
public enum AgeRule
{
    /// <summary>Everyone under 18, everywhere.</summary>
    Under18,

    /// <summary>Those under the age of consent of their country; under 18 where the country is unknown.</summary>
    Country,
}
