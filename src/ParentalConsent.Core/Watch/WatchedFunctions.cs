namespace ParentalConsent.Core.Watch;

/// <param name="Sweep">The timer's function that hands out what is due.</param>
/// <param name="All">With the sweep.</param>
public sealed record WatchedFunctions(WatchedFunction Sweep, IReadOnlyList<WatchedFunction> All);
