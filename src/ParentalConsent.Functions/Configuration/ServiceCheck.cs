using Microsoft.Extensions.Options;

namespace ParentalConsent.Functions.Configuration;

public sealed class ServiceCheck : IValidateOptions<ServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceOptions options)
    {
        var problems = new List<string>();
        if (!IsPlace(options.BaseUrl))
        {
            problems.Add(
                "Service:BaseUrl must be where guardians reach the service: https:// and a host name, without a path (http:// on loopback only).");
        }

        if (options.Proxies is < 1 or > 5)
        {
            problems.Add("Service:Proxies must be how many trusted servers stand between browsers and the app, 1 to 5.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsPlace(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
