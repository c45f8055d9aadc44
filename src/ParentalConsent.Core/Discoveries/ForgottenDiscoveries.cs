namespace ParentalConsent.Core.Discoveries;

/// <param name="OldestLeft">The earliest deadline of lines that are more than an hour past it and can still be read; null where none are.</param>
/// <param name="Faults">Why some of what is due could not go; the next sweep tries again.</param>
public sealed record ForgottenDiscoveries(DateTimeOffset? OldestLeft, IReadOnlyList<Exception> Faults);
