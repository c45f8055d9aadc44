using System.ComponentModel.DataAnnotations;

namespace SignUp.Service;

/// <summary>Where the consent service is and who we are to it: <c>Service:BaseUrl</c> and <c>Service:ApiKey</c>.</summary>
public sealed class ServiceOptions
{
    public const string Section = "Service";

    [Required]
    public Uri? BaseUrl { get; init; }

    [Required]
    public string? ApiKey { get; init; }
}
