namespace ParentalConsent.Core.Watch;

/// <param name="Version">The store's own: who saves with it takes the place of exactly this.</param>
public sealed record Watched<T>(T Value, string Version);
