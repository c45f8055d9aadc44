namespace ParentalConsent.Pages.Console;

/// <param name="Values">One for each day; null where there is nothing to say.</param>
public sealed record ChartSeries(string Label, IReadOnlyList<double?> Values);
