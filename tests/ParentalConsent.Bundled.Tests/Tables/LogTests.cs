using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;
using Azure;
using Azure.Core.Diagnostics;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class LogTests
{
    [Fact]
    public async Task TheLog_ShowsEachRequest_WithoutSecretsOrFilters()
    {
        const string key = "c2VjcmV0LWtleS10aGF0LW5vYm9keS1zZWVz";
        var lines = new ConcurrentQueue<string>();
        using var listener = new AzureEventSourceListener((_, line) => lines.Enqueue(line), EventLevel.LogAlways);
        var service = new FakeService(() => FakeService.Error(HttpStatusCode.BadRequest, "InvalidInput"));
        var endpoint = new Uri("https://logged.table.core.windows.net");

        var table = new TableClient(endpoint, "mytable", new TableSharedKeyCredential("logged", key), service.Options());
        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "marked-body" }));
        await Assert.ThrowsAsync<RequestFailedException>(async () => await table.QueryAsync<TableEntity>("Name eq 'marked-filter'").CountAsync());
        var signed = new TableServiceClient(endpoint, new AzureSasCredential("sv=1&sig=marked-signature"), service.Options());
        await Assert.ThrowsAsync<RequestFailedException>(() => signed.CreateTableAsync("mytable"));

        var ours = lines.Where(line => line.Contains("logged.table", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.DoesNotContain(lines, line => line.Contains(key, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("marked-", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("SharedKeyLite logged:", StringComparison.Ordinal));
    }
}
