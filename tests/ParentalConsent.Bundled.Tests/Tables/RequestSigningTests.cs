using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

/// <summary>
/// Microsoft's "Authorize with Shared Key" gives the rule and the string to sign but no signature with its key,
/// so the signature is computed here a second time from the rule. Azurite checks every other test's signatures as a third opinion.
/// </summary>
public sealed class RequestSigningTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    private static readonly Uri Endpoint = new("https://testaccount1.table.core.windows.net");

    private readonly FakeService service = new(() => FakeService.Answer(HttpStatusCode.NoContent));

    /// <summary>The document's own example: <c>Sun, 11 Oct 2009 19:52:39 GMT\n/testaccount1/Tables</c>, here with the date that was sent.</summary>
    [Fact]
    public async Task TheDocumentsExample_IsSignedByDateAndResource()
    {
        var tables = new TableServiceClient(Endpoint, new TableSharedKeyCredential("testaccount1", Key), service.Options());
        await tables.CreateTableAsync("mytable");

        AssertSigned("/testaccount1/Tables", Key);
    }

    [Fact]
    public async Task AKey_IsSignedAsItIsSent_AndTheQueryIsNot()
    {
        var table = new TableClient(Endpoint, "mytable", new TableSharedKeyCredential("testaccount1", Key), service.Options());
        await table.DeleteEntityAsync("O'Brien & Söhne", "a b");

        AssertSigned("/testaccount1/mytable(PartitionKey='O%27%27Brien%20%26%20S%C3%B6hne',RowKey='a%20b')", Key);

        await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r", ["A", "B"]));
        Assert.Contains("$select=A%2CB", service.Requests[^1].RequestUri!.Query, StringComparison.Ordinal);
        AssertSigned("/testaccount1/mytable(PartitionKey='p',RowKey='r')", Key);
    }

    [Fact]
    public async Task TheEmulatorsAccount_IsInThePathToo()
    {
        var table = new TableClient("UseDevelopmentStorage=true", "mytable", service.Options());
        await table.DeleteEntityAsync("p", "r");

        AssertSigned(
            "/devstoreaccount1/devstoreaccount1/mytable(PartitionKey='p',RowKey='r')",
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
    }

    [Fact]
    public async Task ANewKey_SignsWhatIsSentAfterIt()
    {
        var credential = new TableSharedKeyCredential("testaccount1", Key);
        var table = new TableClient(Endpoint, "mytable", credential, service.Options());
        var other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        credential.SetAccountKey(other);
        await table.DeleteEntityAsync("p", "r");

        AssertSigned("/testaccount1/mytable(PartitionKey='p',RowKey='r')", other);
    }

    [Fact]
    public async Task ARetry_IsSignedAgain()
    {
        var flaky = new FakeService(
            () => FakeService.Answer(HttpStatusCode.ServiceUnavailable),
            () => FakeService.Answer(HttpStatusCode.NoContent));
        var table = new TableClient(Endpoint, "mytable", new TableSharedKeyCredential("testaccount1", Key), flaky.Options());
        await table.DeleteEntityAsync("p", "r");

        Assert.Equal(2, flaky.Requests.Count);
        Assert.All(flaky.Requests, request => Assert.Single(request.Headers.GetValues("Authorization")));
    }

    [Fact]
    public async Task AzuriteRefusesAWrongKey()
    {
        var azurite = await ParentalConsent.TestKit.Azurite.SharedAsync();
        var table = new TableClient(azurite.TableUri, "mytable", new TableSharedKeyCredential("devstoreaccount1", Key));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(403, failure.Status);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    private void AssertSigned(string resource, string key)
    {
        var request = service.Requests[^1];
        var date = Assert.Single(request.Headers.GetValues("x-ms-date"));
        var mac = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(date + "\n" + resource));
        Assert.Equal($"SharedKeyLite {resource.Split('/')[1]}:{Convert.ToBase64String(mac)}", Assert.Single(request.Headers.GetValues("Authorization")));
        Assert.Equal("2020-12-06", Assert.Single(request.Headers.GetValues("x-ms-version")));
    }
}
