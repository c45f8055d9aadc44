namespace ParentalConsent.Functions.Limits;

/// <summary>Settings under <c>Limits</c>: requests that bring about mails, counted by each instance of the app.</summary>
public sealed record LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Requests of one client in a minute, evenly; as many can come at once.</summary>
    public int ClientPerMinute { get; init; } = 30_000;

    /// <summary>Requests of all clients together in a minute, likewise.</summary>
    public int OverallPerMinute { get; init; } = 60_000;
}
