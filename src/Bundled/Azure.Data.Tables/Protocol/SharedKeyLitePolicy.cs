using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Signs each try by the Shared Key Lite scheme of the Table service:
/// the date, a line feed, then the account, the path as it is sent, and the comp parameter where there is one.
/// </summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signature = credential.Sign($"{date}\n{CanonicalizedResource(message.Request.Uri.ToUri())}");
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    private string CanonicalizedResource(Uri uri)
    {
        var component = uri.Query.TrimStart('?').Split('&')
            .FirstOrDefault(parameter => parameter.StartsWith("comp=", StringComparison.OrdinalIgnoreCase));
        var resource = $"/{credential.AccountName}{uri.AbsolutePath}";
        return component is null ? resource : $"{resource}?comp={component["comp=".Length..]}";
    }
}
