namespace ParentalConsent.Core.Webhooks;

/// <summary>An event that could not be delivered yet, or waits behind one of the same registration that could not.</summary>
/// <param name="Tries">How many failed; 0 for one that waits.</param>
/// <param name="Since">When the first of them failed, or since when it waits.</param>
/// <param name="DueAt">When it is tried next, if it is the first of its registration.</param>
public sealed record HeldEvent(long Sequence, string RegistrationId, int Tries, DateTimeOffset Since, DateTimeOffset DueAt);
