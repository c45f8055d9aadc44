namespace ParentalConsent.Core.Discoveries;

/// <summary>What is wrong with a line. Never holds a value, nor a name that is none of ours.</summary>
/// <param name="Field">A field, or <c>line</c> where it is the line as a whole.</param>
/// <param name="Code">As for a registration.</param>
public sealed record DiscoveryError(string Field, string Code);
