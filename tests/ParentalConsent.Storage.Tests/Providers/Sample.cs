using System.Text;
using Microsoft.Extensions.Configuration;
using ParentalConsent.Core.Providers;
using ParentalConsent.Storage.Providers;

namespace ParentalConsent.Storage.Tests.Providers;

/// <summary>The example of <c>docs/providers.md</c>. Its signatures were computed with openssl, not with our code.</summary>
internal static class Sample
{
    public const string Reference = "0123456789abcdef0123456789abcdef";
    public const string WebhookSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    public const string KwsSecret = "kws-test-secret-16";
    public const string Time = "1795356000";

    public const string KwsBody =
        """{"name":"parent-verified","time":"2026-11-22T14:00:00.000Z","orgId":"5b1f0a52-0f4c-4f53-9c83-2f1f3f3b7a10","productId":null,"environmentId":null,"payload":{"parentEmail":"parent@example.com","externalPayload":"0123456789abcdef0123456789abcdef","status":{"verified":true,"transactionId":"t-1","errorCode":null}}}""";

    public const string KwsHex = "353581493a7697de1e8916d80ceb9213a92bde525f2de63e32b4981f12875d4e";

    /// <summary>The same with the time in milliseconds.</summary>
    public const string KwsHexOfMilliseconds = "ba69fdf6864ab3830a10653164c76a023007a4510591672ad68199cc8f653f04";

    public const string BridgeBody =
        """{"event":"verified","reference":"0123456789abcdef0123456789abcdef","occurredAt":"2026-11-22T14:00:00Z","id":"evt_1"}""";

    public const string BridgeBase64 = "6HJ6Jx/uUZmaha1MSFPi5VfhZIpqgo7ltIMP4lMSTnE=";
    public const string RedirectSignature = "pM9uWFahVVkhd_JM5kX31ou-PTWSRYLxYp15I5I1KWM";

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1795356000);

    public static CheckRequest Request { get; } = new(
        Reference,
        DateTimeOffset.FromUnixTimeSeconds(1796565600),
        new Uri($"https://consent.example/consent/returned?reference={Reference}"),
        "parent@example.com",
        "DE",
        "de-DE");

    public static ProviderOptions Options(string kind, params (string Name, string Value)[] more) => Assert.Single(ProviderOptions.ReadAll(Settings(
        [("Kind", kind), ("ShownName", "Adult Check"), ("BaseUrl", "https://check.example/start"), ("ClientId", "consent-test"), .. more])));

    public static IConfiguration Settings(params (string Name, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values
            .GroupBy(value => value.Name)
            .Select(same => KeyValuePair.Create($"Providers:adult-check:{same.Key}", same.Last().Value)))
        .Build();

    /// <param name="headers">One without a value is not sent.</param>
    public static ProviderCallback Callback(string body, params (string Name, string? Value)[] headers) =>
        new(Encoding.UTF8.GetBytes(body), name => headers.FirstOrDefault(header => header.Name == name).Value);
}
