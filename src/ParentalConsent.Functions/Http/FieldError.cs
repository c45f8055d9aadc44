namespace ParentalConsent.Functions.Http;

/// <summary>One field that is not as it should be. Never holds the value.</summary>
/// <param name="Code">Stable word for programs.</param>
/// <param name="Message">For the people who write them.</param>
public sealed record FieldError(string Field, string Code, string Message);
