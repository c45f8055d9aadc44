using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentalConsent.Storage.Targets;

/// <summary>Signs requests to the Blob service with an account's key ("Authorize with Shared Key"), as Azurite wants it. For requests without body.</summary>
internal sealed class BlobSharedKey(string account, string key) : HttpPipelineSynchronousPolicy
{
    /// <summary>Content-Encoding to Range: none of these headers is sent.</summary>
    private static readonly string NoHeaders = new('\n', 11);

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", message.ProcessingContext.StartTime.ToString("R", CultureInfo.InvariantCulture));
        var text = $"{request.Method}\n{NoHeaders}{HeadersOf(request)}{ResourceOf(request.Uri.ToUri())}";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text));
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{Convert.ToBase64String(signature)}");
    }

    private static string HeadersOf(Request request) => string.Concat(request.Headers
        .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
        .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
        .Select(header => $"{header.Name.ToLowerInvariant()}:{header.Value}\n"));

    private string ResourceOf(Uri address) => $"/{account}{address.AbsolutePath}" + string.Concat(address.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .OrderBy(pair => pair[0], StringComparer.Ordinal)
        .Select(pair => $"\n{pair[0]}:{Uri.UnescapeDataString(pair[^1])}"));
}
