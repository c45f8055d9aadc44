namespace ParentalConsent.Core.Signals;

/// <summary>Keyed hashes of an e-mail address, good for one registration only: those of two cannot be compared.</summary>
/// <param name="Exact">Of the address, whatever its case. 32 hex digits.</param>
/// <param name="Mailbox">Of <see cref="Guardians.Mailbox.Resembling"/>. 32 hex digits.</param>
public sealed record AddressHashes(string Exact, string Mailbox);
