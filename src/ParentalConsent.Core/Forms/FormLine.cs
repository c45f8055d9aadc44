namespace ParentalConsent.Core.Forms;

/// <summary>Names one picture of a signed form.</summary>
/// <param name="Upload">16 hex digits, new with each picture that is sent.</param>
public sealed record FormLine(string RegistrationId, string Attempt, string Upload);
