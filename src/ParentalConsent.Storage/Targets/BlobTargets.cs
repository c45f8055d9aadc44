using System.Collections.Concurrent;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Storage.Targets;

/// <summary>Blobs by the beginning of their names, over the Blob service's REST protocol: List Blobs and Delete Blob.</summary>
internal sealed class BlobTargets : ITargetService
{
    private const string ServiceVersion = "2021-12-02";
    private const string Scope = "https://storage.azure.com/.default";
    private const int PageSize = 1000;
    private const int AtOnce = 8;
    private const int MostFailures = 20;

    private readonly Uri endpoint;
    private readonly HttpPipeline pipeline;

    /// <param name="sharedKey">Null for the identity.</param>
    public BlobTargets(Uri endpoint, TokenCredential credential, (string Account, string Key)? sharedKey)
    {
        this.endpoint = endpoint;
        HttpPipelinePolicy access = sharedKey is var (account, key)
            ? new BlobSharedKey(account, key)
            : new BearerTokenAuthenticationPolicy(credential, Scope);
        pipeline = HttpPipelineBuilder.Build(TargetOptions.Quiet(new Options()), [], [access], new ResponseClassifier());
    }

    public async Task<int> CountAsync(string container, string place, int most, CancellationToken cancellationToken)
    {
        var count = 0;
        string? marker = null;
        do
        {
            (var names, marker) = await ListAsync(container, place, Math.Min(most, PageSize), marker, cancellationToken);
            count += names.Count;
        }
        while (marker is not null && count < most);

        return Math.Min(count, most);
    }

    public async Task<int> DeleteAsync(string container, string place, int most, CancellationToken cancellationToken)
    {
        var deleted = 0;
        string? marker = null;
        var failed = new ConcurrentQueue<RequestFailedException>();
        do
        {
            (var names, marker) = await ListAsync(container, place, most - deleted, marker, cancellationToken);
            await Parallel.ForEachAsync(
                names,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (name, stopping) => await TryDeleteAsync(container, name, failed, stopping));
            deleted += names.Count;
        }
        while (marker is not null && deleted < most && failed.Count < MostFailures);

        return failed.TryPeek(out var first) ? throw first : deleted;
    }

    /// <summary>One that is leased, or must not be changed, keeps none of the others.</summary>
    private async Task TryDeleteAsync(
        string container, string name, ConcurrentQueue<RequestFailedException> failed, CancellationToken cancellationToken)
    {
        if (failed.Count >= MostFailures)
        {
            // The service does not answer, or does not let us.
            return;
        }

        try
        {
            await DeleteBlobAsync(container, name, cancellationToken);
        }
        catch (RequestFailedException fault)
        {
            failed.Enqueue(fault);
        }
    }

    /// <summary>A page of names; none but such as begin with the prefix.</summary>
    private async Task<(IReadOnlyList<string> Names, string? Marker)> ListAsync(
        string container, string prefix, int size, string? marker, CancellationToken cancellationToken)
    {
        var query = $"restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}&maxresults={size}"
            + (marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}");
        using var response = await SendAsync(RequestMethod.Get, container, query, cancellationToken);
        if (response.Status != 200)
        {
            throw new RequestFailedException(response.Status, "The blobs could not be listed.");
        }

        var list = XDocument.Load(response.ContentStream!).Root!;
        var names = list.Element("Blobs")!.Elements("Blob").Select(blob => NameOf(blob.Element("Name")!)).ToList();
        return names.TrueForAll(name => IsSafe(name, prefix))
            ? (names, list.Element("NextMarker")?.Value is { Length: > 0 } next ? next : null)
            : throw new UnsafeNameException();
    }

    private async Task DeleteBlobAsync(string container, string name, CancellationToken cancellationToken)
    {
        var path = $"{container}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
        using var response = await SendAsync(RequestMethod.Delete, path, "", cancellationToken);
        if (response.Status is not (202 or 404))
        {
            throw new RequestFailedException(response.Status, "A blob could not be deleted.");
        }
    }

    private async Task<Response> SendAsync(RequestMethod method, string path, string query, CancellationToken cancellationToken)
    {
        using var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}{(query.Length == 0 ? "" : "?")}{query}"));
        request.Headers.Add("x-ms-version", ServiceVersion);
        if (method == RequestMethod.Delete)
        {
            request.Headers.Add("x-ms-delete-snapshots", "include");
        }

        return await pipeline.SendRequestAsync(request, cancellationToken);
    }

    /// <summary>What XML cannot hold is percent-encoded, and says so.</summary>
    private static string NameOf(XElement name) =>
        (bool?)name.Attribute("Encoded") is true ? Uri.UnescapeDataString(name.Value) : name.Value;

    /// <summary>An address would drop parts that are dots, and lead to another blob.</summary>
    private static bool IsSafe(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && !name.Split('/', '\\').Any(part => part is "." or "..");

    private sealed class Options : ClientOptions;
}
