using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Memory;
using ParentalConsent.TestKit.Providers;
using Provider = ParentalConsent.TestKit.Providers.CheckedPolicy;

namespace ParentalConsent.Functions.Tests.Providers;

/// <summary>The app with a provider of each sort: KWS as a double over HTTP, and a bridge whose part the test plays.</summary>
public sealed class ProviderHost : IAsyncLifetime
{
    private readonly string bridgeKey = MemorySecretSource.NewKey();
    private readonly string kwsKey = MemorySecretSource.NewKey();
    private int subjects;

    public ConsentHost Host { get; } = new();

    public KwsDouble Kws { get; } = new();

    public string BridgeSecret { get; } = CallbackSigning.NewSecret();

    public async Task InitializeAsync()
    {
        Host.Settings.AddRange(
        [
            $"Policy:Path={Provider.Create()}",
            $"Providers:{Provider.Bridge}:Kind=redirect", $"Providers:{Provider.Bridge}:ShownName=Adult Check",
            $"Providers:{Provider.Bridge}:BaseUrl=https://check.example/start", $"Providers:{Provider.Bridge}:ClientId=consent-test",
            $"Providers:{Provider.Kws}:Kind=kws", $"Providers:{Provider.Kws}:ShownName=Kids Web Services",
            $"Providers:{Provider.Kws}:BaseUrl={Kws.Url}", $"Providers:{Provider.Kws}:TokenUrl={new Uri(Kws.Url, KwsDouble.TokenPath)}",
            $"Providers:{Provider.Kws}:ClientId={Kws.ClientId}",
        ]);
        Host.Secrets.Set(SecretNames.ClientKey(Provider.ClientId), bridgeKey);
        Host.Secrets.Set(SecretNames.ClientKey(Provider.KwsClientId), kwsKey);
        Host.Secrets.Set(SecretNames.ProviderApiKey(Provider.Bridge), CallbackSigning.NewSecret());
        Host.Secrets.Set(SecretNames.ProviderWebhookKey(Provider.Bridge), BridgeSecret);
        Host.Secrets.Set(SecretNames.ProviderApiKey(Provider.Kws), [.. Kws.ApiKeys]);
        Host.Secrets.Set(SecretNames.ProviderWebhookKey(Provider.Kws), Kws.WebhookSecret);
        await Host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Kws.DisposeAsync();
    }

    /// <summary>Registers another minor and returns the token of the mail about it.</summary>
    public async Task<(string Id, string Token)> AskAsync(bool kws = false)
    {
        var id = await Host.Caller(kws ? kwsKey : bridgeKey).RegisterMinorAsync($"checked-{Interlocked.Increment(ref subjects)}");
        return (id, await Host.TokenAsync(id, Core.Links.LinkKind.Decide));
    }

    /// <summary>The same, and its guardian says yes.</summary>
    public async Task<(string Id, string Token, string Reference, IHtmlDocument Page)> SayYesAsync(bool kws = false)
    {
        var (id, token) = await AskAsync(kws);
        var page = await (await Host.SendAsync(token, "grant", ("purposes", "newsletter"))).PageAsync(HttpStatusCode.OK);
        return (id, token, Find(id).Verification.Reference!, page);
    }

    public Registration Find(string id) => Host.Find(id);

    public Task<HttpResponseMessage> SayAsync(string what, string reference, string? id = null) =>
        SayAsync(CallbackSigning.BridgeBody(reference, what, id ?? $"evt-{what}"), id ?? $"evt-{what}");

    public async Task<HttpResponseMessage> SayAsync(byte[] body, string id = "evt")
    {
        using var callback = CallbackSigning.Bridge(
            CallbackAddress(Provider.Bridge), body, id, CallbackSigning.Seconds(Host.Clock.Now), BridgeSecret);
        return await Host.Anybody.SendAsync(callback);
    }

    public async Task<HttpResponseMessage> SayKwsAsync(byte[] body)
    {
        using var callback = CallbackSigning.Kws(
            CallbackAddress(Provider.Kws), body, $"{Host.Clock.Now.ToUnixTimeMilliseconds()}", Kws.WebhookSecret);
        return await Host.Anybody.SendAsync(callback);
    }

    public Uri CallbackAddress(string provider) => new(Host.Address, $"/callbacks/{provider}");
}
