using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>. A transaction's message starts with the index of the refused action.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public const string FailedIndexKey = "FailedEntity";

    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = null;
        if (response.ContentStream is null)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("odata.error", out var details))
            {
                return false;
            }

            var message = details.GetProperty("message").GetProperty("value").GetString();
            error = new ResponseError(details.GetProperty("code").GetString(), message);
            data = new Dictionary<string, string>();
            if (FailedIndex(message) is { } index)
            {
                data[FailedIndexKey] = index.ToString(CultureInfo.InvariantCulture);
            }

            return true;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            error = null;
            return false;
        }
    }

    private static int? FailedIndex(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
