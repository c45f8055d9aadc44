using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Storage.Providers;

/// <summary>Settings <c>Providers:name:…</c>. The keys are the secrets <c>provider-name-api-key</c> and <c>provider-name-webhook-key</c>.</summary>
/// <param name="ShownName">What guardians know it as.</param>
/// <param name="BaseUrl">KWS: where its API is. Redirect: the page that guardians go to.</param>
/// <param name="ClientId">Who we are to the provider.</param>
/// <param name="Timeout">For one call to the provider; ten seconds unless set.</param>
/// <param name="ClockTolerance">How old or how far ahead a callback may be; five minutes unless set.</param>
public sealed partial record ProviderOptions(
    string Name, ProviderKind Kind, string ShownName, Uri BaseUrl, string ClientId, TimeSpan Timeout, TimeSpan ClockTolerance)
{
    public const string Section = "Providers";

    private static readonly string[] Known =
        ["Kind", "ShownName", "BaseUrl", "ClientId", "Timeout", "ClockTolerance", "TokenUrl", "SendPath", "DefaultLocation"];

    /// <summary>KWS: where its access tokens come from.</summary>
    public Uri TokenUrl { get; init; } = new("https://auth.kidswebservices.com/auth/realms/kws/protocol/openid-connect/token");

    /// <summary>KWS: the call that has the guardian mailed.</summary>
    public string SendPath { get; init; } = "/v1/verifications/send-email";

    /// <summary>KWS: the country to name where the registration's is unknown.</summary>
    public string DefaultLocation { get; init; } = "US";

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static IReadOnlyList<ProviderOptions> ReadAll(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    private static ProviderOptions Read(IConfigurationSection section)
    {
        if (!NameForm().IsMatch(section.Key))
        {
            throw new SettingException(section.Path, "must be named by 1 to 40 of a-z, 0-9 and hyphen");
        }

        if (section.GetChildren().FirstOrDefault(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SettingException(unknown.Path, $"is not a setting; there are {string.Join(", ", Known)}");
        }

        var kind = Enum.GetValues<ProviderKind>().Where(known => $"{known}".Equals(section["Kind"], StringComparison.OrdinalIgnoreCase)).ToArray();
        var options = new ProviderOptions(
            section.Key,
            kind is [var one] ? one : throw new SettingException($"{section.Path}:Kind", "must be kws or redirect"),
            Text(section, "ShownName", "the name that guardians know it by"),
            Address(section, "BaseUrl"),
            Text(section, "ClientId", "the id that the provider knows us by"),
            Span(section, "Timeout", TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)),
            Span(section, "ClockTolerance", TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
        options = section["TokenUrl"] is null ? options : options with { TokenUrl = Address(section, "TokenUrl") };
        options = section["SendPath"] is { } path ? options with { SendPath = Path(section, path) } : options;
        return section["DefaultLocation"] is { } location ? options with { DefaultLocation = Location(section, location) } : options;
    }

    private static string Text(IConfigurationSection section, string name, string what) =>
        section[name]?.Trim() is { Length: > 0 and <= 100 } text && !text.Any(char.IsControl)
            ? text
            : throw new SettingException($"{section.Path}:{name}", $"must be {what}, up to 100 characters");

    private static Uri Address(IConfigurationSection section, string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? address
            : throw new SettingException($"{section.Path}:{name}", "must be an https address without query or fragment (http on loopback only)");

    private static string Path(IConfigurationSection section, string path) =>
        path.StartsWith('/') && Uri.TryCreate(path, UriKind.Relative, out _) && !path.AsSpan().ContainsAny("?#")
            ? path
            : throw new SettingException($"{section.Path}:SendPath", "must be a path, for example /v1/verifications/send-email");

    private static string Location(IConfigurationSection section, string location) =>
        location.Length == 2 && location.All(char.IsAsciiLetterUpper)
            ? location
            : throw new SettingException($"{section.Path}:DefaultLocation", "must be a country by ISO 3166-1 alpha-2, for example US");

    private static TimeSpan Span(IConfigurationSection section, string name, TimeSpan usual, TimeSpan longest) => section[name] switch
    {
        null => usual,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero && span <= longest => span,
        _ => throw new SettingException($"{section.Path}:{name}", $"must be a time span of at most {longest:c}, for example {usual:c}"),
    };

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex NameForm();
}
