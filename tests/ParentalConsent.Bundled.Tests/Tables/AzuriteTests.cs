using ParentalConsent.TestKit;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class AzuriteTests
{
    [Fact]
    public async Task StartAsync_GivesEachCallerAnAccountThatAnswers_AndEndsWithIt()
    {
        using var http = new HttpClient();
        var azurites = await Task.WhenAll(Azurite.StartAsync(), Azurite.StartAsync());
        foreach (var azurite in azurites)
        {
            foreach (var uri in new[] { azurite.BlobUri, azurite.QueueUri, azurite.TableUri })
            {
                using var answer = await http.GetAsync(uri);
                Assert.Contains("Azurite", answer.Headers.Server.ToString(), StringComparison.Ordinal);
                Assert.Contains(uri.ToString(), azurite.ConnectionString, StringComparison.Ordinal);
            }

            await azurite.DisposeAsync();
        }

        if (Environment.GetEnvironmentVariable(Azurite.SharedStorageVariable) is null)
        {
            Assert.NotEqual(azurites[0].TableUri, azurites[1].TableUri);
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(azurites[0].TableUri));
        }
    }

    [Fact]
    public async Task SharedAsync_IsOneInstance() =>
        Assert.Same(await Azurite.SharedAsync(), await Azurite.SharedAsync());
}
