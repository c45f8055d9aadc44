using System.Globalization;
using System.Net;
using System.Text.Json;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Storage.Providers;
using ParentalConsent.Storage.Webhooks;
using ParentalConsent.TestKit.Memory;
using ParentalConsent.TestKit.Processes;
using ParentalConsent.TestKit.Smtp;
using ParentalConsent.TestKit.Time;
using ParentalConsent.TestKit.Webhooks;

namespace ParentalConsent.Storage.Tests.Webhooks;

public sealed class HttpWebhookSenderTests : IAsyncLifetime
{
    private static readonly FeedEvent Told = new(
        7,
        new ClientEvent(EventType.DeletionRequested, "games", Samples.Hex(32), Samples.Hex(16), Samples.Now) { DeletionId = Samples.Hex(24), Reason = "expired" });

    private readonly ManualClock clock = new(Samples.Now);
    private readonly MemorySecretSource secrets = new();
    private readonly string secret = WebhookReceiver.NewSecret();
    private readonly WebhookReceiver receiver = new();

    public Task InitializeAsync()
    {
        secrets.Set(SecretNames.WebhookSecret("games"), secret);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task Event_IsPosted_Signed_WithNothingElse()
    {
        receiver.Body = "thanks";
        var done = Assert.IsType<WebhookAnswer.Done>(await SendAsync());
        Assert.Equal("200", done.Status);
        Assert.Equal("thanks"u8.ToArray(), done.Body.ToArray());
        var request = Assert.Single(receiver.Received);
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.True(WebhookReceiver.IsSigned(request, secret));
        Assert.False(WebhookReceiver.IsSigned(request with { Body = request.Body + " " }, secret));
        Assert.Equal(Told.Event.Id, request.Headers["webhook-id"]);
        Assert.Equal(Samples.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), request.Headers["webhook-timestamp"]);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(["id", "type", "timestamp", "sequence", "data"], body.EnumerateObject().Select(field => field.Name));
        Assert.Equal("deletion.requested", body.GetProperty("type").GetString());
        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            request.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryVersionOfTheSecret_Signs()
    {
        var newer = WebhookReceiver.NewSecret(64);
        secrets.Set(SecretNames.WebhookSecret("games"), newer, secret);
        await SendAsync();
        var request = Assert.Single(receiver.Received);
        Assert.True(WebhookReceiver.IsSigned(request, secret));
        Assert.True(WebhookReceiver.IsSigned(request, newer));
        Assert.False(WebhookReceiver.IsSigned(request, WebhookReceiver.NewSecret()));
    }

    /// <summary>From the specification's own examples.</summary>
    [Fact]
    public async Task Signature_IsThatOfTheSpecification()
    {
        secrets.Set(SecretNames.WebhookSecret("games"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var headers = await new WebhookSigning(new ProviderSecrets(secrets, clock)).HeadersAsync(
            "games",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            """{"test": 2432232314}"""u8.ToArray(),
            default);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers["webhook-signature"]);
    }

    [Theory]
    [InlineData()]
    [InlineData("plain text of some length, which is no key")]
    [InlineData("whsec_!!")]
    [InlineData("whsec_c2hvcnQ=")]
    public async Task WithoutAUsableSecret_NothingIsSent(params string[] values)
    {
        secrets.Set(SecretNames.WebhookSecret("games"), values);
        Assert.Equal(new WebhookAnswer.Failed("secretUnusable"), await SendAsync());
        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(299, null)]
    [InlineData(301, "301")]
    [InlineData(308, "308")]
    [InlineData(400, "400")]
    [InlineData(404, "404")]
    [InlineData(500, "500")]
    [InlineData(503, "503")]
    public async Task Status_Decides(int status, string? failure)
    {
        receiver.Status = status;
        var answer = await SendAsync();
        if (failure is null)
        {
            Assert.Equal(status.ToString(CultureInfo.InvariantCulture), Assert.IsType<WebhookAnswer.Done>(answer).Status);
        }
        else
        {
            Assert.Equal(new WebhookAnswer.Failed(failure), answer);
        }
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var other = new WebhookReceiver();
        (receiver.Status, receiver.Location) = (307, other.Url.AbsoluteUri);
        Assert.Equal(new WebhookAnswer.Failed("307"), await SendAsync());
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task Gone_IsSaid()
    {
        receiver.Status = 410;
        Assert.Equal(new WebhookAnswer.Gone("410"), await SendAsync());
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 06 May 2030 07:10:09 GMT", 120)]
    [InlineData("Mon, 06 May 2030 07:00:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    public async Task RetryAfter_IsRead(string header, int? seconds)
    {
        (receiver.Status, receiver.RetryAfter) = (429, header);
        var failed = Assert.IsType<WebhookAnswer.Failed>(await SendAsync());
        Assert.Equal(seconds, failed.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null);
    }

    [Fact]
    public async Task OneThatDoesNotAnswer_IsGivenFifteenSeconds()
    {
        receiver.IsSilent = true;
        var sending = SendAsync();
        await receiver.Asked.Task;
        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new WebhookAnswer.Failed("timeout"), await sending);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task EndlessBody_IsNotRead(int status)
    {
        (receiver.Status, receiver.IsEndless) = (status, true);
        var answer = await SendAsync();
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), answer.Status);
        Assert.True(answer is WebhookAnswer.Failed or WebhookAnswer.Done { Body.Length: 0 });
    }

    [Fact]
    public async Task NobodyThere_AndNoSuchName_AreToldApart()
    {
        Assert.Equal("noConnection", (await SendAsync(new Uri($"http://127.0.0.1:{FreePort.Next()}/"))).Status);
        Assert.Equal("nameNotFound", (await SendAsync(new Uri("https://no.such.name.invalid/"))).Status);
    }

    [Fact]
    public async Task WrongTls_Fails()
    {
        // Whatever answers in the clear is no TLS.
        var https = new UriBuilder(receiver.Url) { Scheme = "https" }.Uri;
        Assert.Equal("tlsFailed", (await SendAsync(https)).Status);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task HostShuttingDown_IsNoAnswer()
    {
        receiver.IsSilent = true;
        using var stop = new CancellationTokenSource();
        using var sender = Sender(new WebhookConnections());
        var sending = sender.SendAsync(Client(receiver.Url, test: true), Told, stop.Token);
        await receiver.Asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("8.8.8.8", "10.0.0.1")]
    public async Task NameThatLeadsInside_IsRefused_AndNobodyIsAsked(params string[] addresses)
    {
        var connections = new FakeConnections(receiver.Url.Port, [addresses]);
        using var sender = Sender(connections);
        Assert.Equal("addressRefused", (await sender.SendAsync(Client(new Uri("https://games.example/hook"), test: false), Told, default)).Status);
        Assert.Empty(connections.Connected);
    }

    [Theory]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://2130706433/")]
    public async Task AddressInside_IsRefusedByTheRealResolver(string url)
    {
        using var sender = Sender(new WebhookConnections());
        Assert.Equal("addressRefused", (await sender.SendAsync(Client(new Uri(url), test: false), Told, default)).Status);
    }

    /// <summary>DNS rebinding: what was looked at is where it connects, and the next connection looks again.</summary>
    [Fact]
    public async Task NameThatIsPublicOnlyOnce_IsReachedOnceAtThatAddress_ThenRefused()
    {
        var connections = new FakeConnections(receiver.Url.Port, [["8.8.8.8"], ["127.0.0.1"]]);
        using var sender = Sender(connections);
        var client = Client(new Uri("http://games.example/hook"), test: false);

        // The listener there knows no such host, and says so: it was asked.
        Assert.Equal("404", (await sender.SendAsync(client, Told, default)).Status);
        Assert.Equal(1, connections.Resolved);
        connections.CloseAll();
        Assert.Equal("addressRefused", (await sender.SendAsync(client, Told, default)).Status);
        Assert.Equal([IPAddress.Parse("8.8.8.8")], connections.Connected);
        Assert.Equal(2, connections.Resolved);
    }

    [Fact]
    public async Task TestClient_MayBeAnywhere()
    {
        var connections = new FakeConnections(receiver.Url.Port, [["10.0.0.1"]]);
        using var sender = Sender(connections);
        Assert.Equal("404", (await sender.SendAsync(Client(new Uri("http://games.example/hook"), test: true), Told, default)).Status);
        Assert.Equal([IPAddress.Parse("10.0.0.1")], connections.Connected);
    }

    private HttpWebhookSender Sender(WebhookConnections connections) => new(new WebhookSigning(new ProviderSecrets(secrets, clock)), connections, clock);

    private async Task<WebhookAnswer> SendAsync(Uri? url = null)
    {
        using var sender = Sender(new WebhookConnections());
        return await sender.SendAsync(Client(url ?? receiver.Url, test: true), Told, default);
    }

    private static ClientPolicy Client(Uri url, bool test) => new()
    {
        Id = "games",
        Name = "Games",
        Contact = "privacy@games.example",
        PrivacyPolicy = new Uri("https://games.example/privacy"),
        Purposes = ["account"],
        Webhook = url,
        Test = test,
    };
}
