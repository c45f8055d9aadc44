using System.Text.RegularExpressions;

namespace ParentalConsent.SystemTests.Storage;

/// <summary>One request as the storage account saw it, every try counted.</summary>
/// <param name="Kind">What was done, without keys and ids: <c>registrations transaction</c>, <c>outgoing-mail put</c>.</param>
/// <param name="Target">Path and query as they were sent, decoded.</param>
/// <param name="Body">As it was sent.</param>
public sealed partial record StorageCall(string Method, string Kind, string Target, byte[] Body)
{
    /// <summary>Asking a queue for messages, whether or not some came.</summary>
    public bool IsPolling => Kind.EndsWith(" receive", StringComparison.Ordinal);

    /// <summary>Noting that a function ran, which a process does by the minute, however many messages there are.</summary>
    public bool IsHeartbeat => Kind == "watch upsert" && Target.Contains("RowKey='function-", StringComparison.Ordinal);

    /// <param name="target">Path and query, decoded, the account's name in front.</param>
    public static StorageCall Of(bool isQueue, string method, string target, byte[] body) =>
        new(method, isQueue ? QueueKind(method, target) : TableKind(method, target, body), target, body);

    private static string QueueKind(string method, string target)
    {
        var parts = target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var what = (method, parts.Length) switch
        {
            ("GET", 3) when target.Contains("peekonly=true", StringComparison.Ordinal) => "peek",
            ("GET", 3) => "receive",
            ("POST", 3) => "put",
            ("DELETE", 4) => "delete",
            ("PUT", 4) => "update",
            ("GET", 2) => "status",
            ("PUT", 2) => "create",
            _ => method,
        };
        return $"{parts.ElementAtOrDefault(1) ?? "service"} {what}";
    }

    private static string TableKind(string method, string target, byte[] body)
    {
        if (target.Split('?')[0].EndsWith("/$batch", StringComparison.Ordinal))
        {
            var inner = BatchedTable().Match(System.Text.Encoding.UTF8.GetString(body));
            return $"{inner.Groups["table"].Value} transaction";
        }

        var name = NamedTable().Match(target).Groups["table"].Value;
        var what = method switch
        {
            "GET" => target.Contains("(PartitionKey=", StringComparison.Ordinal) ? "read" : "query",
            "POST" => "insert",
            "DELETE" => "delete",
            _ => "upsert",
        };
        return $"{name} {what}";
    }

    [GeneratedRegex(@"https?://[^/\s]+/[^/\s]+/(?<table>[A-Za-z][A-Za-z0-9]*)")]
    private static partial Regex BatchedTable();

    [GeneratedRegex("^/[^/]+/(?<table>[A-Za-z][A-Za-z0-9]*)")]
    private static partial Regex NamedTable();
}
