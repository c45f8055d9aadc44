using ParentalConsent.Core.Providers;

namespace ParentalConsent.Pages.Consent;

/// <summary>How a provider's check goes on for its guardian.</summary>
/// <param name="ProviderName">What they know it as; null where it is not configured any more.</param>
/// <param name="Start">Null where the provider mailed them earlier.</param>
public sealed record CheckShown(string? ProviderName, CheckStart? Start);
