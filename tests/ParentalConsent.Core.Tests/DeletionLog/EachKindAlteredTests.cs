using System.Text;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.TestKit.Log;
using ParentalConsent.TestKit.Memory;
using Xunit.Abstractions;

namespace ParentalConsent.Core.Tests.DeletionLog;

/// <summary>
/// Entries of each kind in an exported log, altered in every field: as they are, with a hash that fits, and with all after them
/// written anew; and removed, moved, doubled and added.
/// </summary>
/// <remarks>Line 1 is the header, the entries of one chain follow in their order, then the checkpoint and the end.</remarks>
public sealed class EachKindAlteredTests(ITestOutputHelper output)
{
    private const int Header = 1;

    private readonly LogParts parts = new(new MemoryDeletionLog(new MemoryClock()), new MemoryLogCheckpoints(), new MemoryClock());
    private List<string> lines = [];
    private List<DeletionLogEntry> entries = [];

    /// <summary>All that can be logged: a kind that is new has to have a record here.</summary>
    public static TheoryData<LogKind> Kinds => [.. Enum.GetValues<LogKind>().Except([LogKind.Unreadable])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnyFieldOfAnEntry_Altered_IsFoundAndNamed(LogKind kind)
    {
        await FillAsync();
        var place = entries.FindIndex(entry => entry.Record.Kind == kind);
        var (found, sequence) = (0, place + 1);
        foreach (var altered in AlteredEntry.AllOf(entries[place]))
        {
            var own = (Line: place + Header + 1, Sequence: sequence);
            await AssertAsync(altered.What, altered.Field switch
            {
                "shard" => sequence == 1 ? (own.Line, "changed", 1, 1) : (own.Line, "missing", 1, 1),
                "sequence" => (own.Line, "missing", 0, sequence),
                "previousHash" => (own.Line, "linkBroken", 0, sequence),
                _ => (own.Line, "changed", 0, sequence),
            }, [.. entries[..place], altered.Entry, .. entries[(place + 1)..]]);
            found++;
            if (altered.Field is "hash")
            {
                continue;
            }

            var forged = AlteredEntry.Rehash(altered.Entry);
            await AssertAsync($"{altered.What}, with a hash that fits", altered.Field switch
            {
                "shard" => sequence == 1 ? (own.Line + 1, "missing", 0, 1) : (own.Line, "missing", 1, 1),
                "sequence" => (own.Line, "missing", 0, sequence),
                "previousHash" => (own.Line, "linkBroken", 0, sequence),
                _ => (own.Line + 1, "linkBroken", 0, sequence + 1),
            }, [.. entries[..place], forged, .. entries[(place + 1)..]]);
            found++;
            if (altered.Field is not ("shard" or "sequence" or "previousHash"))
            {
                await AssertAsync(
                    $"{altered.What}, and all after it written anew",
                    (Header + entries.Count + 1, "checkpointMismatch", 0, entries.Count),
                    [.. entries[..place], forged, .. Anew(forged, entries[(place + 1)..])]);
                found++;
            }
        }

        output.WriteLine($"{found} alterations of {kind}");
        Assert.InRange(found, 40, 200);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnEntry_RemovedMovedDoubledOrAdded_IsFoundAndNamed(LogKind kind)
    {
        await FillAsync();
        var place = entries.FindIndex(entry => entry.Record.Kind == kind);
        var (line, sequence, entry, next) = (place + Header + 1, place + 1, entries[place], entries[place + 1]);
        var (before, after) = (entries[..place], entries[(place + 1)..]);
        var added = DeletionChain.Append(new DeletionLogHead(entry.Sequence, entry.Hash), Another(entry.Record), entry.LoggedAt);
        var last = DeletionChain.Append(new DeletionLogHead(entries.Count, entries[^1].Hash), Another(entry.Record), entry.LoggedAt);

        await AssertAsync("removed", (line, "missing", 0, sequence), [.. before, .. after]);
        await AssertAsync("in the place of the next", (line, "missing", 0, sequence), [.. before, next, entry, .. after[1..]]);
        await AssertAsync("twice", (line + 1, "added", 0, sequence), [.. before, entry, entry, .. after]);
        await AssertAsync("one more after it, that fits", (line + 2, "added", 0, sequence + 1), [.. before, entry, added, .. after]);
        await AssertAsync("one more at the end, that fits", (Header + entries.Count + 2, "checkpointMismatch", 0, entries.Count), [.. entries, last]);
        await AssertAsync(
            "removed, and all after it written anew", (Header + entries.Count, "cutOff", 0, entries.Count), [.. before, .. Anew(before is [] ? null : before[^1], after)]);
        await AssertAsync(
            "one more after it, and all after that written anew",
            (Header + entries.Count + 2, "checkpointMismatch", 0, entries.Count),
            [.. before, entry, added, .. Anew(added, after)]);
    }

    private async Task FillAsync()
    {
        var log = (MemoryDeletionLog)parts.Log;
        await log.AppendAsync([.. RecordsOfEachKind.All, RecordsOfEachKind.Deletion($"0{new string('f', 23)}")], default);
        await parts.Sign.ExecuteAsync(default);
        using var file = new MemoryStream();
        await parts.Export.WriteAsync(file, null, default);
        entries = [.. log.Entries];
        lines = [.. Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n')];
        Assert.Equal(Header + entries.Count + 2, lines.Count);
        Assert.Null(await FindAsync(entries));
    }

    private static LogRecord Another(LogRecord record) => record with { Key = $"{record.Key[..^1]}z" };

    /// <summary>Entries in the places after another, with hashes that fit.</summary>
    /// <param name="previous">Null where the chain begins with them.</param>
    private static List<DeletionLogEntry> Anew(DeletionLogEntry? previous, IEnumerable<DeletionLogEntry> after)
    {
        var anew = new List<DeletionLogEntry>();
        var head = previous is null ? null : new DeletionLogHead(previous.Sequence, previous.Hash);
        foreach (var entry in after)
        {
            var next = AlteredEntry.Rehash(entry with { Sequence = (head?.Sequence ?? 0) + 1, PreviousHash = head?.Hash ?? DeletionChain.Start });
            anew.Add(next);
            head = new DeletionLogHead(next.Sequence, next.Hash);
        }

        return anew;
    }

    private async Task AssertAsync(string what, (int Line, string Problem, int Shard, int Entry) expected, IReadOnlyList<DeletionLogEntry> altered)
    {
        var found = await FindAsync(altered);
        Assert.Equal((what, expected), (what, ((int)(found?.Line ?? 0), found?.Problem ?? "nothing", found?.Shard ?? -1, (int)(found?.Sequence ?? 0))));
    }

    private async Task<LogFileProblem?> FindAsync(IReadOnlyList<DeletionLogEntry> altered)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(
            [.. lines[..Header].Select(line => $"{line}\n"), .. altered.Select(entry => $"{Encoding.UTF8.GetString(LogEntryJson.Write(entry))}\n"), .. lines[^2..].Select(line => $"{line}\n")])));
        return (await new VerifyLogFile(await parts.Keys.PublicAsync(default)).ExecuteAsync(file, default)).Problem;
    }
}
