using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Configuration;

public sealed class ServiceCheck : IValidateOptions<ServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceOptions options) =>
        Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Service:BaseUrl must be where guardians reach the service: https:// and a host name, without a path (http:// on loopback only).");
}
