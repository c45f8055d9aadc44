using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Mailboxes;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.Acceptance.Tests.Run;

/// <summary>An instance of our own, which has more than others: three more clients, and a double of Kids Web Services.</summary>
public sealed class OwnInstance : IAsyncDisposable
{
    private readonly LocalStack stack;
    private readonly KwsDouble kws;
    private readonly Mailbox mailbox;

    private OwnInstance(LocalStack stack, KwsDouble kws)
    {
        this.stack = stack;
        this.kws = kws;
        mailbox = new Mailbox(Run.MailUrl);
        KwsSignUp = SignUpOf(CheckedPolicy.KwsClientId);
        QuickSignUp = SignUpOf(CheckedPolicy.QuickClientId);
        AcknowledgingSignUp = SignUpOf(CheckedPolicy.AcknowledgingClientId);
    }

    public RunFile Run => stack.Run;

    /// <summary>For staff who read and do nothing.</summary>
    public string AuditorKey => stack.Settings["Secrets__auditor-key"];

    /// <summary>The client whose guardians are mailed by Kids Web Services.</summary>
    public SignUpFlow KwsSignUp { get; }

    /// <summary>The client to which every answer is a quick one.</summary>
    public SignUpFlow QuickSignUp { get; }

    /// <summary>The client that deletes, too, and whose webhook nobody listens at.</summary>
    public SignUpFlow AcknowledgingSignUp { get; }

    public static async Task<OwnInstance> StartAsync()
    {
        var kws = new KwsDouble();
        try
        {
            return new OwnInstance(await LocalStack.StartAsync(configure: settings => Configure(settings, kws)), kws);
        }
        catch
        {
            await kws.DisposeAsync();
            throw;
        }
    }

    /// <summary>What Kids Web Services was told when it was asked to mail the guardian; fails if that was not once.</summary>
    public JsonElement MailedByKws(Minor child) =>
        Assert.Single(kws.Mailed, mailed => mailed.GetProperty("email").GetString() == child.ParentEmail);

    /// <summary>Its word, signed as it signs.</summary>
    public async Task<HttpStatusCode> KwsSaysAsync(string reference, bool verified)
    {
        using var http = new HttpClient();
        using var callback = CallbackSigning.Kws(
            new Uri(Run.BaseUrl, $"/callbacks/{CheckedPolicy.Kws}"),
            CallbackSigning.KwsBody(reference, verified),
            $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}",
            kws.WebhookSecret);
        using var answer = await http.SendAsync(callback);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        KwsSignUp.Dispose();
        QuickSignUp.Dispose();
        AcknowledgingSignUp.Dispose();
        mailbox.Dispose();
        await stack.DisposeAsync();
        await kws.DisposeAsync();
    }

    private static void Configure(AppSettings settings, KwsDouble kws)
    {
        const string provider = $"Providers__{CheckedPolicy.Kws}";
        settings["Policy__Path"] = CheckedPolicy.Create(quick: true);
        settings[$"{provider}__Kind"] = "kws";
        settings[$"{provider}__ShownName"] = "Kids Web Services";
        settings[$"{provider}__BaseUrl"] = kws.Url.AbsoluteUri;
        settings[$"{provider}__TokenUrl"] = new Uri(kws.Url, KwsDouble.TokenPath).AbsoluteUri;
        settings[$"{provider}__ClientId"] = kws.ClientId;
        settings[$"Secrets__provider-{CheckedPolicy.Kws}-api-key"] = kws.ApiKeys.First();
        settings[$"Secrets__provider-{CheckedPolicy.Kws}-webhook-key"] = kws.WebhookSecret;
        foreach (var client in (string[])[CheckedPolicy.KwsClientId, CheckedPolicy.QuickClientId, CheckedPolicy.AcknowledgingClientId])
        {
            settings[$"Secrets__client-key-{client}"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        }

        settings["Secrets__auditor-key"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        settings[$"Secrets__webhook-secret-{CheckedPolicy.AcknowledgingClientId}"] = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
    }

    private SignUpFlow SignUpOf(string clientId) => new(new ClientApi(Run.BaseUrl, stack.Settings.KeyOf(clientId)), mailbox);
}
