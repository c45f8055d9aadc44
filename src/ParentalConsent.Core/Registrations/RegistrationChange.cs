namespace ParentalConsent.Core.Registrations;

/// <summary>A change and its history entry, to be saved in one transaction.</summary>
public sealed record RegistrationChange(Registration Registration, HistoryEntry Entry);
