namespace ParentalConsent.Functions.Configuration;

/// <summary>Settings under <c>Service</c>.</summary>
public sealed record ServiceOptions
{
    public const string Section = "Service";

    /// <summary>Where guardians reach the service, such as <c>https://consent.example.org</c>.</summary>
    public string BaseUrl { get; init; } = "";
}
