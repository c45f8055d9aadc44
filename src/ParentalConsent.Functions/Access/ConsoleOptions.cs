namespace ParentalConsent.Functions.Access;

/// <summary>Settings under <c>Console</c>.</summary>
public sealed record ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>
    /// <c>true</c> to believe the header in which App Service Authentication says who signed in. Only ever true behind App
    /// Service with authentication on, which removes such a header from what callers send; anywhere else anybody could write it.
    /// </summary>
    public string TrustAppServiceAuthentication { get; init; } = "false";

    /// <summary>The app role of those who may read and act.</summary>
    public string OperatorRole { get; init; } = "ConsentAdministrator";

    /// <summary>The app role of those who may read what holds no personal data of children and guardians.</summary>
    public string AuditorRole { get; init; } = "ConsentAuditor";

    public bool TrustsAppService => bool.TryParse(TrustAppServiceAuthentication, out var trusts) && trusts;
}
