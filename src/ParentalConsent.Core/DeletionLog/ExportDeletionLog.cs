using System.Text.Json;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>
/// The whole log as lines of JSON, in the order of <see cref="ReadLogInOrder"/>: a header, entries and checkpoints, an end. Answers
/// that follow each other make one file that can be checked offline (<see cref="VerifyLogFile"/>).
/// </summary>
public sealed class ExportDeletionLog(ReadLogInOrder ordered, SigningKeys keys, TimeProvider clock)
{
    private const int Format = 1;

    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>The Functions host keeps an answer whole in memory: these are about 35 MB.</summary>
    public int MaxEntries { get; init; } = 50_000;

    /// <param name="from">Where the answer before ended; null for the start.</param>
    /// <returns>Where the next answer begins; null where this was all.</returns>
    public async Task<LogPosition?> WriteAsync(Stream target, LogPosition? from, CancellationToken cancellationToken)
    {
        var span = await ordered.MeasureAsync(cancellationToken);
        var publicKeys = await keys.PublicAsync(cancellationToken);
        await WriteAsync(
            new LogFileLine { Header = new(Format, clock.GetUtcNow(), publicKeys.ToSet(), from?.ToString(), span.Anchor?.Signed) });
        var next = await WriteItemsAsync(from ?? span.Start);
        await WriteAsync(new LogFileLine { End = new(span.Heads, next?.ToString()) });
        return next;

        async Task<LogPosition?> WriteItemsAsync(LogPosition position)
        {
            var entries = 0;
            await foreach (var item in ordered.ReadAsync(position, span, cancellationToken))
            {
                if (entries == MaxEntries)
                {
                    return position;
                }

                switch (item)
                {
                    case LogItem.Entry { Logged: var entry }:
                        await WriteLineAsync(LogEntryJson.Write(entry));
                        position = position with { Entries = position.Entries.With(entry) };
                        entries++;
                        break;
                    case LogItem.Signed { Checkpoint: var checkpoint }:
                        await WriteAsync(new LogFileLine { Checkpoint = checkpoint.Signed });
                        position = position with { Checkpoint = Math.Max(position.Checkpoint, checkpoint.Number) };
                        break;
                }
            }

            return null;
        }

        Task WriteAsync(LogFileLine line) => WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(line, LogJson.Default.LogFileLine));

        async Task WriteLineAsync(byte[] line)
        {
            await target.WriteAsync(line, cancellationToken);
            await target.WriteAsync(NewLine, cancellationToken);
        }
    }
}
