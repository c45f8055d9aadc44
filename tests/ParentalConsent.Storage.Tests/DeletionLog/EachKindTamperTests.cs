using System.Text;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Log;
using ParentalConsent.TestKit.Memory;
using Xunit.Abstractions;

namespace ParentalConsent.Storage.Tests.DeletionLog;

/// <summary>Entries of each kind, altered directly in storage in every field, removed, moved, doubled and added.</summary>
/// <remarks>All are in the one batch of shard 0, with a deletion as the last; a checkpoint follows.</remarks>
public sealed class EachKindTamperTests(ITestOutputHelper output)
{
    private readonly MemoryClock clock = new();
    private TableClient table = null!;
    private LogParts parts = null!;
    private List<DeletionLogEntry> entries = [];

    public static TheoryData<LogKind> Kinds => [.. Enum.GetValues<LogKind>().Except([LogKind.Unreadable])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnEntry_AlteredInStorage_IsFoundAndNamed(LogKind kind)
    {
        await FillAsync();
        var place = entries.FindIndex(entry => entry.Record.Kind == kind);
        var (before, entry, after) = (entries[..place], entries[place], entries[(place + 1)..]);
        var found = 0;
        foreach (var altered in AlteredEntry.AllOf(entry))
        {
            var problem = altered.Field is "previousHash" ? "linkBroken" : "changed";
            await AssertAsync(altered.What, problem, place + 1, [.. before, altered.Entry, .. after]);
            found++;
        }

        var added = DeletionChain.Append(new DeletionLogHead(entry.Sequence, entry.Hash), entry.Record with { Key = $"{entry.Record.Key[..^1]}z" }, clock.Now);
        await AssertAsync("removed", "changed", place + 1, [.. before, .. after]);
        await AssertAsync("in the place of the next", "changed", place + 1, [.. before, after[0], entry, .. after[1..]]);
        await AssertAsync("twice", "changed", place + 2, [.. before, entry, entry, .. after]);
        var isLast = after.Count == 1;
        await AssertAsync(
            "one more after it, that fits", isLast ? "checkpointMismatch" : "changed", isLast ? entries.Count : place + 3, [.. before, entry, added, .. after]);
        output.WriteLine($"{found + 4} alterations of {kind}");
        Assert.InRange(found, 14, 100);
        await WriteAsync(entries);
        Assert.True((await parts.Verify.ExecuteAsync(default)).Holds);
    }

    private async Task FillAsync()
    {
        table = await FreshTables.CreateAsync();
        using var log = new TableDeletionLog(table, clock);
        parts = new LogParts(log, new TableLogCheckpoints(table), clock);
        await log.AppendAsync([.. RecordsOfEachKind.All, RecordsOfEachKind.Deletion($"0{new string('f', 23)}")], default);
        await parts.Sign.ExecuteAsync(default);
        entries = [];
        await foreach (var entry in log.ReadAsync(0, 1, long.MaxValue, default))
        {
            entries.Add(entry);
        }
    }

    private async Task AssertAsync(string what, string problem, int sequence, List<DeletionLogEntry> altered)
    {
        await WriteAsync(altered);
        var found = await parts.Verify.ExecuteAsync(default);
        Assert.Equal((what, problem, 0, sequence), (what, found.Problem ?? "nothing", found.Shard ?? -1, (int)(found.FirstBad ?? 0)));
    }

    private async Task WriteAsync(List<DeletionLogEntry> altered)
    {
        var row = (await table.GetEntityAsync<TableEntity>("0", $"batch-{1:D19}")).Value;
        row["Entries"] = Encoding.UTF8.GetBytes(string.Concat(altered.Select(entry => $"{Encoding.UTF8.GetString(LogEntryJson.Write(entry))}\n")));
        row["Count"] = altered.Count;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
