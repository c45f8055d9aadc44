namespace ParentalConsent.Core.Discoveries;

/// <summary>What came of one line, for the client: by the line's number, and nothing of what stood in it.</summary>
/// <param name="Line">From 1; a header does not count.</param>
/// <param name="RegistrationId">Null where nothing was stored, or the registration is another guardian's.</param>
public sealed record DiscoveryResult(
    long Line, DiscoveryOutcome Outcome, string? RegistrationId, IReadOnlyList<DiscoveryError> Errors);
