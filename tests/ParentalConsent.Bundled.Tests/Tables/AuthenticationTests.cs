using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Moq;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class AuthenticationTests
{
    private static readonly Uri Endpoint = new("https://account.table.core.windows.net/");

    private readonly FakeService service = new(() => FakeService.Answer(HttpStatusCode.NoContent));

    [Fact]
    public async Task ATokenCredential_SendsItsToken_AskedForStorage()
    {
        string[] scopes = [];
        var credential = Credential(context => scopes = context.Scopes);
        var tables = new TableServiceClient(Endpoint, credential, service.Options());
        await tables.GetTableClient("mytable").DeleteEntityAsync("p", "r");
        await new TableClient(Endpoint, "mytable", credential, service.Options()).DeleteEntityAsync("p", "r");

        Assert.Equal(["https://storage.azure.com/.default"], scopes);
        Assert.All(service.Requests, request => Assert.Equal("Bearer the-token", Assert.Single(request.Headers.GetValues("Authorization"))));
        Assert.Equal("account", tables.AccountName);
    }

    [Fact]
    public async Task AnAudience_ChangesWhatTheTokenIsAskedFor()
    {
        string[] scopes = [];
        var options = service.Options();
        options.Audience = TableAudience.AzureChina;
        await new TableClient(Endpoint, "mytable", Credential(context => scopes = context.Scopes), options).DeleteEntityAsync("p", "r");

        Assert.Equal(["https://storage.azure.cn/.default"], scopes);
    }

    [Fact]
    public async Task AToken_IsNotSentWithoutEncryption()
    {
        var table = new TableClient(new Uri("http://account.table.core.windows.net"), "mytable", Credential(_ => { }), service.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.DeleteEntityAsync("p", "r"));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task ASignature_IsAddedToTheQuery_OnceHoweverOftenItIsTried()
    {
        var flaky = new FakeService(
            () => FakeService.Answer(HttpStatusCode.ServiceUnavailable),
            () => FakeService.Answer(HttpStatusCode.NotFound));
        var table = new TableClient(new Uri(Endpoint, "mytable"), new AzureSasCredential("sv=1&sig=abc%3D"), flaky.Options());
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["A"])).HasValue);

        Assert.Equal("mytable", table.Name);
        Assert.Equal(2, flaky.Requests.Count);
        Assert.All(flaky.Requests, request =>
        {
            Assert.Equal("?$select=A&sv=1&sig=abc%3D", request.RequestUri!.Query);
            Assert.False(request.Headers.Contains("Authorization"));
        });
    }

    [Fact]
    public async Task ASignedAddress_KeepsItsSignatureOutOfUri()
    {
        var tables = new TableServiceClient(new Uri(Endpoint, "?sv=1&sig=abc"), service.Options());
        await tables.CreateTableAsync("mytable");

        Assert.Equal("?sv=1&sig=abc", service.Requests[0].RequestUri!.Query);
        Assert.Equal(Endpoint, tables.Uri);
        Assert.Throws<ArgumentException>(() => new TableServiceClient(Endpoint, service.Options()));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://a.example/?sig=x"), service.Options()));
    }

    private static TokenCredential Credential(Action<TokenRequestContext> asked)
    {
        var token = new AccessToken("the-token", DateTimeOffset.MaxValue);
        var credential = new Mock<TokenCredential>();
        credential.Setup(c => c.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .Callback<TokenRequestContext, CancellationToken>((context, _) => asked(context))
            .ReturnsAsync(token);
        return credential.Object;
    }
}
