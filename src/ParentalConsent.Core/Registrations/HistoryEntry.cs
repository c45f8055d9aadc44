namespace ParentalConsent.Core.Registrations;

/// <summary>One thing that happened to a registration. Holds no personal data.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="What">A word: the new state, or the mail that was sent.</param>
public sealed record HistoryEntry(int Number, DateTimeOffset At, string What, Actor Actor);
