using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <param name="Line">From 1.</param>
/// <param name="Problem">
/// A word of <see cref="LogProblem"/>, or about the file: <c>header</c> (a line that should be a header is none that this version
/// reads), <c>line</c> (it is nothing that an export holds), <c>order</c> (an answer is missing, there twice or moved), <c>cutShort</c>.
/// </param>
public sealed record LogFileProblem(long Line, string Problem, int? Shard = null, long? Sequence = null, long? Checkpoint = null);

/// <param name="Unsigned">Entries after the last checkpoint: the chain holds them together, and nothing signed tells of them.</param>
/// <param name="SignedAt">When the last checkpoint was signed; null without one.</param>
/// <param name="Problem">The first; null where all holds.</param>
public sealed record LogFileVerdict(
    long Lines, long Entries, long Checkpoints, long Unsigned, DateTimeOffset? SignedAt, LogFileProblem? Problem);

/// <summary>Checks an exported log with nothing but the file and the public keys, line by line, in constant memory.</summary>
/// <param name="trusted">Null to believe those that the file brings along.</param>
/// <param name="progress">Told the number of lines now and then.</param>
public sealed class VerifyLogFile(JsonWebKeys? trusted, Action<long>? progress = null)
{
    private const int Format = 1;
    private const int ProgressEvery = 100_000;

    private LogProof? proof;
    private LogFileEnd? end;
    private bool open;
    private long lines;

    public async Task<LogFileVerdict> ExecuteAsync(Stream file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        LogFileProblem? problem = null;
        while (problem is null && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines++;
            problem = Read(line);
            if (lines % ProgressEvery == 0)
            {
                progress?.Invoke(lines);
            }
        }

        problem ??= open || end is null || end.Next is not null
            ? new LogFileProblem(lines + 1, "cutShort")
            : Located(proof!.End(end.Heads));
        return new LogFileVerdict(lines, proof?.Entries ?? 0, proof?.Checkpoints ?? 0, proof?.Unsigned ?? 0, proof?.SignedAt, problem);
    }

    private LogFileProblem? Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (LogEntryJson.TryRead(bytes, out var entry))
        {
            return open ? Located(proof!.Add(entry)) : new LogFileProblem(lines, "header");
        }

        return Parse(bytes) switch
        {
            { Header: { } header } => Begin(header),
            _ when !open => new LogFileProblem(lines, "header"),
            { Checkpoint: { } signed } => Located(proof!.Add(new StoredCheckpoint(0, signed))),
            { End: { Heads.Count: Shards.Count } last } => End(last),
            _ => Unreadable(bytes),
        };
    }

    private LogFileProblem? Begin(LogFileHeader header)
    {
        if (header.Format != Format)
        {
            return new LogFileProblem(lines, "header");
        }

        if (open || header.From != end?.Next || (proof is null) != (header.From is null))
        {
            return new LogFileProblem(lines, "order");
        }

        open = true;
        if (proof is not null)
        {
            return null;
        }

        proof = new LogProof(trusted ?? JsonWebKeys.Of(header.Keys));
        return header.Anchor is { } anchor ? Located(proof.Begin(anchor)) : null;
    }

    private LogFileProblem? End(LogFileEnd last)
    {
        (end, open) = (last, false);
        return null;
    }

    /// <summary>An entry that somebody altered still tells where it was, if it is JSON at all.</summary>
    private LogFileProblem Unreadable(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("shard", out var shard) && shard.TryGetInt32(out var number)
                && json.RootElement.TryGetProperty("sequence", out var sequence) && sequence.TryGetInt64(out var place))
            {
                return new LogFileProblem(lines, "changed", number, place);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No more can be said of it.
        }

        return new LogFileProblem(lines, "line");
    }

    private LogFileProblem? Located(LogProblem? problem) => problem is null
        ? null
        : new LogFileProblem(lines, problem.Problem, problem.Shard, problem.Sequence, problem.Checkpoint);

    private static LogFileLine? Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LogJson.Default.LogFileLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
