namespace ParentalConsent.Functions.Registrations;

public static class RegistrationId
{
    /// <summary>Whether it can be one: 32 lower-case hex digits. Nothing else needs to be looked for.</summary>
    public static bool IsValid(string text) => text.Length == 32 && text.All(digit => char.IsAsciiHexDigitLower(digit));
}
