using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Moq;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Secrets;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Secrets;

public sealed class KeyVaultSecretSourceTests
{
    private const string Name = "link-signing-key";

    private readonly MemoryClock clock = new();

    private long Now => clock.Now.ToUnixTimeSeconds();

    [Fact]
    public async Task Read_GivesVersionsInForce_NewestFirst_FromEveryPage()
    {
        await using var vault = new VaultDouble();
        vault.Secrets[Name] =
        [
            new("b", "second", Now - 200), new("e", "disabled", Now - 50, Enabled: false), new("a", "first", Now - 300),
            new("f", "not yet", Now - 40, NotBefore: Now + 60), new("g", "over", Now - 30, Expires: Now),
            new("c", "third", Now - 100, NotBefore: Now, Expires: Now + 1), new("d", "fourth", Now - 60),
        ];
        Assert.Equal(["fourth", "third", "second", "first"], await Source(vault).ReadAsync(Name, default));
        Assert.Contains(vault.Requests, request => request.Contains("skiptoken=6", StringComparison.Ordinal));
        Assert.DoesNotContain(vault.Requests, request => request.StartsWith($"/secrets/{Name}/e", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_OfWhatIsNotThere_IsEmpty()
    {
        await using var vault = new VaultDouble();
        Assert.Empty(await Source(vault).ReadAsync(Name, default));
        vault.Broken = 404;
        Assert.Empty(await Source(vault).ReadAsync(Name, default));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Read_OfAVaultThatRefuses_NamesSecretAndStatus_AndNothingElse(int status)
    {
        await using var vault = new VaultDouble { Broken = status };
        var problem = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Source(vault).ReadAsync(Name, default));
        Assert.Equal($"Key Vault did not give the secret '{Name}': HTTP {status} Broken.", problem.Message);
        Assert.DoesNotContain("secret-in-the-answer", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfAVaultThatIsNotThere_SaysSo()
    {
        await using var vault = new VaultDouble();
        vault.Stop();
        var problem = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Source(vault).ReadAsync(Name, default));
        Assert.Equal($"Key Vault did not give the secret '{Name}': no answer.", problem.Message);
    }

    public static TheoryData<Exception, string> Faults => new()
    {
        { new AuthenticationFailedException("marked"), "not signed in" },
        { new CredentialUnavailableException("marked"), "not signed in" },
        { new AggregateException("marked", new IOException("marked"), new AuthenticationFailedException("marked")), "not signed in" },
        { new AggregateException("marked", new RequestFailedException(0, "marked"), new RequestFailedException(503, "marked")), "HTTP 503" },
        { new IOException("marked"), "no answer" },
        { new HttpRequestException("marked"), "no answer" },
        { new TaskCanceledException("marked"), "no answer" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Read_WithoutAnAnswer_SaysWhy_AndQuotesNothing(Exception fault, string why)
    {
        var client = new Mock<SecretClient>();
        client.Setup(c => c.GetPropertiesOfSecretVersionsAsync(Name, default)).Throws(fault);
        var problem = await Assert.ThrowsAsync<SecretsUnavailableException>(
            () => new KeyVaultSecretSource(client.Object, clock).ReadAsync(Name, default));
        Assert.Equal($"Key Vault did not give the secret '{Name}': {why}.", problem.Message);
        Assert.DoesNotContain("marked", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfWhatFailed_WaitsABitBeforeAskingAgain()
    {
        await using var vault = new VaultDouble { Broken = 503 };
        var source = Source(vault);
        await Assert.ThrowsAsync<SecretsUnavailableException>(() => source.ReadAsync(Name, default));
        var asked = vault.Requests.Count;
        await Assert.ThrowsAsync<SecretsUnavailableException>(() => source.ReadAsync(Name, default));
        Assert.Equal(asked, vault.Requests.Count);

        vault.Broken = null;
        vault.Secrets[Name] = [new("1", "one", Now - 10)];
        clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(["one"], await source.ReadAsync(Name, default));
    }

    [Fact]
    public async Task CallersCancellation_IsTheirs_AndMistakesAreOurs()
    {
        await using var vault = new VaultDouble();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source(vault).ReadAsync(Name, new CancellationToken(canceled: true)));

        var client = new Mock<SecretClient>();
        client.Setup(c => c.GetPropertiesOfSecretVersionsAsync(Name, default)).Throws(new InvalidCastException());
        await Assert.ThrowsAsync<InvalidCastException>(() => new KeyVaultSecretSource(client.Object, clock).ReadAsync(Name, default));
    }

    [Fact]
    public async Task RotatedKey_IsSeenByTheKeys_AndAVaultThatIsDownIsLivedWith()
    {
        await using var vault = new VaultDouble();
        var (one, two) = (MemorySecretSource.NewKey(), MemorySecretSource.NewKey());
        vault.Secrets[Name] = [new("1", one, Now - 10)];
        var keys = new SecretKeys(Source(vault), clock);
        var first = await keys.GetAsync(Name, default);
        vault.Secrets[Name] = [new("1", one, Now - 10), new("2", two, Now - 5)];
        Assert.Same(first, await keys.GetAsync(Name, default));
        clock.Advance(TimeSpan.FromMinutes(11));
        var second = await keys.GetAsync(Name, default);
        Assert.Equal(two, Convert.ToBase64String(second.Newest.Bytes));
        Assert.Equal(one, Convert.ToBase64String(second.Oldest.Bytes));
        clock.Advance(TimeSpan.FromMinutes(11));
        vault.Broken = 503;
        Assert.Same(second, await keys.GetAsync(Name, default));
    }

    [Fact]
    public async Task Read_OfAVersionDeletedMeanwhile_LeavesItOut()
    {
        var client = Client(Version("1", clock.Now.AddDays(-2)), Version("2", clock.Now.AddDays(-1)));
        client.Setup(c => c.GetSecretAsync(Name, "1", It.IsAny<SecretContentType?>(), default)).ReturnsAsync(Value("one"));
        client.Setup(c => c.GetSecretAsync(Name, "2", It.IsAny<SecretContentType?>(), default)).ThrowsAsync(new RequestFailedException(404, "gone"));
        client.Setup(c => c.GetSecretAsync(Name, "1", default)).ReturnsAsync(Value("one"));
        client.Setup(c => c.GetSecretAsync(Name, "2", default)).ThrowsAsync(new RequestFailedException(404, "gone"));
        Assert.Equal(["one"], await new KeyVaultSecretSource(client.Object, clock).ReadAsync(Name, default));
    }

    [Fact]
    public async Task Read_ReadsNoValueOfAVersionThatIsNotInForce()
    {
        var disabled = Version("1", clock.Now.AddDays(-2));
        disabled.Enabled = false;
        var client = Client(disabled);
        Assert.Empty(await new KeyVaultSecretSource(client.Object, clock).ReadAsync(Name, default));
        client.Verify(c => c.GetPropertiesOfSecretVersionsAsync(Name, default), Times.Once);
        client.VerifyNoOtherCalls();
    }

    private static Mock<SecretClient> Client(params SecretProperties[] versions)
    {
        var client = new Mock<SecretClient>();
        client.Setup(c => c.GetPropertiesOfSecretVersionsAsync(Name, default))
            .Returns(AsyncPageable<SecretProperties>.FromPages(
                [Page<SecretProperties>.FromValues(versions, null, Mock.Of<Response>())]));
        return client;
    }

    private static SecretProperties Version(string version, DateTimeOffset created) =>
        SecretModelFactory.SecretProperties(new Uri($"https://x.vault.azure.net/secrets/{Name}/{version}"), name: Name, version: version, createdOn: created);

    private static Response<KeyVaultSecret> Value(string value) =>
        Response.FromValue(new KeyVaultSecret(Name, value), Mock.Of<Response>());

    private KeyVaultSecretSource Source(VaultDouble vault) => new(vault.CreateClient(), clock);
}
