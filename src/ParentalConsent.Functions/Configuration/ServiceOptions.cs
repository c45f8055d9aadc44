namespace ParentalConsent.Functions.Configuration;

/// <summary>Settings under <c>Service</c>.</summary>
public sealed record ServiceOptions
{
    public const string Section = "Service";

    /// <summary>Where guardians reach the service, such as <c>https://consent.example.org</c>.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>
    /// How many trusted servers stand between browsers and the app, 1 to 5: Azure's front end is one, a gateway before it another.
    /// Tells which entry of <c>X-Forwarded-For</c> to believe.
    /// </summary>
    public int Proxies { get; init; } = 1;
}
