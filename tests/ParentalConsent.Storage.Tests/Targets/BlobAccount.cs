using System.Data.Common;
using Azure.Core;
using Azure.Core.Pipeline;
using ParentalConsent.Storage.Targets;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Targets;

/// <summary>A container that no other test knows, in the shared Azurite.</summary>
internal sealed class BlobAccount
{
    private readonly HttpPipeline pipeline;

    private BlobAccount(Uri endpoint, BlobSharedKey key)
    {
        Endpoint = endpoint;
        pipeline = HttpPipelineBuilder.Build(new Options(), [], [key], new ResponseClassifier());
    }

    public Uri Endpoint { get; }

    public string Container { get; } = $"c{Samples.Hex(20)}";

    public static async Task<BlobAccount> CreateAsync()
    {
        var azurite = await Azurite.SharedAsync();
        var parts = new DbConnectionStringBuilder { ConnectionString = azurite.ConnectionString };
        var account = new BlobAccount(azurite.BlobUri, new BlobSharedKey((string)parts["AccountName"], (string)parts["AccountKey"]));
        await account.SendAsync($"{account.Container}?restype=container");
        return account;
    }

    /// <summary>Empty blobs: without a body, the key's policy can sign them.</summary>
    public Task PutAsync(IReadOnlyList<string> names) => Parallel.ForEachAsync(
        names,
        async (name, _) => await SendAsync($"{Container}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}", ("x-ms-blob-type", "AppendBlob")));

    public Task SnapshotAsync(string name) => SendAsync($"{Container}/{name}?comp=snapshot");

    private async Task SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Put;
        message.Request.Uri.Reset(new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/{path}"));
        message.Request.Headers.Add("x-ms-version", "2021-12-02");
        foreach (var (name, value) in headers)
        {
            message.Request.Headers.Add(name, value);
        }

        await pipeline.SendAsync(message, CancellationToken.None);
        Assert.Equal(201, message.Response.Status);
    }

    private sealed class Options : ClientOptions;
}
