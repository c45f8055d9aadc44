using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>
/// Takes the answers of the single actions out of the multipart answer. Each starts with an HTTP status line,
/// has headers up to an empty line, and one line of JSON or nothing, before the next boundary.
/// </summary>
internal static class TransactionAnswer
{
    /// <exception cref="TableTransactionFailedException">An action was refused, and so all were.</exception>
    public static Response<IReadOnlyList<Response>> Read(Response outer)
    {
        var answers = Split(outer.Content.ToString(), outer.ClientRequestId).ToList();
        if (answers.FirstOrDefault(answer => answer.Status >= 400) is { } refused)
        {
            throw new TableTransactionFailedException(TableConnection.Failure(refused));
        }

        if (answers.Count == 0)
        {
            throw TableConnection.Failure(outer);
        }

        return Response.FromValue<IReadOnlyList<Response>>(answers, outer);
    }

    private static IEnumerable<Response> Split(string content, string requestId)
    {
        using var lines = new StringReader(content);
        var line = lines.ReadLine();
        while (line is not null)
        {
            if (!line.StartsWith("HTTP/1.", StringComparison.Ordinal))
            {
                line = lines.ReadLine();
                continue;
            }

            var status = line.Split(' ', 3);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (lines.ReadLine() is { Length: > 0 } header)
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    headers[header[..colon].Trim()] = header[(colon + 1)..].Trim();
                }
            }

            var body = new List<string>();
            while ((line = lines.ReadLine()) is not null && !line.StartsWith("--", StringComparison.Ordinal))
            {
                body.Add(line);
            }

            yield return new ActionResponse(
                int.Parse(status[1], CultureInfo.InvariantCulture),
                status.Length > 2 ? status[2] : string.Empty,
                headers,
                string.Join('\n', body).Trim(),
                requestId);
        }
    }
}
