namespace ParentalConsent.Core.Signals;

/// <summary>Keyed hashes of a device hint, good for one registration only: those of two cannot be compared.</summary>
/// <param name="Network">32 hex digits.</param>
/// <param name="Device">32 hex digits; null where the browser is not known.</param>
public sealed record DeviceHashes(string Network, string? Device);
