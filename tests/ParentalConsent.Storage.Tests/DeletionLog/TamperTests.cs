using System.Text;
using Azure.Data.Tables;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.DeletionLog;

/// <summary>The log, altered directly in storage in every way that came to mind, by somebody who has no signing key.</summary>
/// <remarks>
/// Shard 1 has the batches 1 (entries 1 to 3), 4 (4 and 5) and 6 (6), shard 2 one of two entries; there is a checkpoint after each
/// batch: 1 to 3 are kept, 4 is the latest.
/// </remarks>
public sealed class TamperTests
{
    private readonly MemoryClock clock = new();
    private TableClient table = null!;
    private LogParts parts = null!;

    /// <summary>What is done, and what is said of it: problem, shard, entry, checkpoint.</summary>
    public static TheoryData<string, Func<TamperTests, Task>, string, int?, int?, int?> Alterations => new()
    {
        { "an entry changed", t => t.LinesAsync(1, lines => lines[1] = lines[1].Replace("games", "other", StringComparison.Ordinal)), "changed", 1, 2, null },
        { "an entry changed, with a hash that fits", t => t.LinesAsync(1, lines => Forge(lines, 1)), "linkBroken", 1, 3, null },
        { "the last entry of a batch changed, with a hash that fits", t => t.LinesAsync(4, lines => Forge(lines, 1)), "checkpointMismatch", 1, 5, 2 },
        { "the last entry changed, with a hash that fits", t => t.LinesAsync(6, lines => Forge(lines, 0)), "checkpointMismatch", 1, 6, 3 },
        { "the last entry changed, with a hash that fits, and the head", t => t.ForgeLastAsync(), "checkpointMismatch", 1, 6, 3 },
        { "an entry removed", t => t.LinesAsync(1, lines => lines.RemoveAt(1)), "changed", 1, 1, null },
        { "an entry removed, and the count set", t => t.LinesAsync(1, lines => lines.RemoveAt(1), recount: true), "changed", 1, 2, null },
        { "the last entry of a batch removed, and the count set", t => t.LinesAsync(1, lines => lines.RemoveAt(2), recount: true), "cutOff", 1, 3, 1 },
        { "two entries changed places", t => t.LinesAsync(1, lines => (lines[0], lines[1]) = (lines[1], lines[0])), "changed", 1, 1, null },
        { "an entry twice", t => t.LinesAsync(1, lines => lines.Insert(1, lines[0]), recount: true), "changed", 1, 2, null },
        { "an entry twice, over the next batch", t => t.LinesAsync(1, lines => lines.Add(lines[2]), recount: true), "changed", 1, 4, null },
        { "a batch removed", t => t.table.DeleteEntityAsync("1", Batch(4)), "cutOff", 1, 4, 2 },
        { "the first batch removed", t => t.table.DeleteEntityAsync("1", Batch(1)), "cutOff", 1, 1, 1 },
        { "two batches changed places", t => t.SwapAsync(Batch(1), Batch(4)), "changed", 1, 1, null },
        { "a batch twice, in a later place", t => t.CopyAsync("1", Batch(1), "1", Batch(7)), "added", 1, 9, null },
        { "a batch twice, in between", t => t.CopyAsync("1", Batch(1), "1", Batch(2)), "added", 1, 2, null },
        { "a batch of another shard", t => t.CopyAsync("2", Batch(1), "1", Batch(7)), "added", 1, 8, null },
        { "a batch in an empty shard", t => t.CopyAsync("1", Batch(1), "3", Batch(1)), "added", 3, 3, null },
        { "an entry that fits, beyond the head", t => t.AddAsync(), "added", 1, 7, null },
        { "a batch whose name is none", t => t.CopyAsync("1", Batch(1), "1", $"{Batch(1)}x"), "added", 1, 4, null },
        { "a batch without content", t => t.AlterAsync("1", Batch(4), "Entries", null), "changed", 1, 4, null },
        { "a batch with content that is none", t => t.AlterAsync("1", Batch(4), "Entries", "text"u8.ToArray()), "changed", 1, 4, null },
        { "a batch with text for content", t => t.AlterAsync("1", Batch(4), "Entries", "text"), "changed", 1, 4, null },
        { "the head set back", t => t.SetHeadAsync(5), "cutOff", 1, 6, 3 },
        { "the head set back to the start", t => t.table.DeleteEntityAsync("1", "head"), "cutOff", 1, 1, 1 },
        { "the head set forward", t => t.AlterAsync("1", "head", "Sequence", 9L), "missing", 1, 7, null },
        { "another hash in the head", t => t.AlterAsync("1", "head", "Hash", DeletionChain.Start), "headMismatch", 1, 6, null },
        { "the tail cut off together with the head", t => t.CutTailAsync(), "cutOff", 1, 6, 3 },
        { "a whole shard removed", t => t.RemoveShardAsync(), "cutOff", 2, 1, 4 },
        { "a shard's first batch and head removed, and begun anew", t => t.BeginAnewAsync(), "checkpointMismatch", 2, 2, 4 },
        { "a checkpoint removed", t => t.table.DeleteEntityAsync("checkpoints", Kept(2)), "checkpointMissing", null, null, 2 },
        { "the latest checkpoint removed", t => t.table.DeleteEntityAsync("checkpoints", "latest"), "checkpointMissing", null, null, 4 },
        { "a checkpoint's signature changed", t => t.AlterSignedAsync(Kept(2), signed => Flip(signed, signed.Length - 9)), "checkpointSignature", null, null, 2 },
        { "what a checkpoint says changed", t => t.AlterSignedAsync(Kept(2), signed => Flip(signed, signed.IndexOf('.', StringComparison.Ordinal) + 40)), "checkpointSignature", null, null, 2 },
        { "a checkpoint cut short", t => t.AlterSignedAsync(Kept(2), signed => signed[..^1]), "checkpointUnreadable", null, null, 2 },
        { "a checkpoint that is none", t => t.AlterAsync("checkpoints", Kept(2), "Signed", 7), "checkpointUnreadable", null, null, 2 },
        { "a checkpoint signed by another", t => t.SignAsOtherAsync(), "checkpointKeyUnknown", null, null, 2 },
        { "two checkpoints changed places", t => t.SwapSignedAsync(Kept(1), Kept(2)), "checkpointMissing", null, null, 1 },
        { "an older checkpoint as the latest", t => t.CopySignedAsync(Kept(1), "latest"), "checkpointMissing", null, null, 4 },
        { "an anchor that is none", t => t.CopyAsync("checkpoints", Kept(1), "checkpoints", "anchor"), "anchor", null, null, null },
        { "all removed up to a checkpoint", t => t.RemoveStartAsync(), "missing", 1, 1, null },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task AnyAlteration_IsFoundAndNamed(string what, Func<TamperTests, Task> alter, string problem, int? shard, int? entry, int? checkpoint)
    {
        await FillAsync();
        await alter(this);
        var found = await parts.Verify.ExecuteAsync(default);
        Assert.Equal((what, problem, shard, entry, checkpoint), (what, found.Problem, found.Shard, (int?)found.FirstBad, (int?)found.Checkpoint));
        using var file = new MemoryStream();
        await parts.Export.WriteAsync(file, null, default);
    }

    [Fact]
    public async Task Untouched_Holds()
    {
        await FillAsync();
        Assert.Equal(new DeletionLogVerdict(8, null, null, null, null, 4, clock.Now), await parts.Verify.ExecuteAsync(default));
    }

    [Fact]
    public async Task SweepAfterATailWasCutOff_SignsNothing()
    {
        await FillAsync();
        await CutTailAsync();
        var before = (await parts.Checkpoints.ReadLatestAsync(default))!.Signed;
        await parts.Sign.ExecuteAsync(default);
        Assert.Equal(before, (await parts.Checkpoints.ReadLatestAsync(default))!.Signed);
    }

    /// <summary>What this log alone cannot show: who remembers number and hash of the latest checkpoint, from our log lines, sees it.</summary>
    [Fact]
    public async Task SetBackTogetherWithItsCheckpoints_ShowsOnlyByTheirNumber()
    {
        await FillAsync();
        await table.DeleteEntityAsync("2", "head");
        await table.DeleteEntityAsync("2", Batch(1));
        await CopySignedAsync(Kept(3), "latest");
        await table.DeleteEntityAsync("checkpoints", Kept(3));
        var verdict = await parts.Verify.ExecuteAsync(default);
        Assert.True(verdict.Holds);
        Assert.Equal(3, verdict.Checkpoints);
    }

    private static string Batch(long sequence) => $"batch-{sequence:D19}";

    private static string Kept(long number) => $"kept-{number:D19}";

    private static string Flip(string text, int index) => $"{text[..index]}{(text[index] == 'A' ? 'B' : 'A')}{text[(index + 1)..]}";

    private static void Forge(List<string> lines, int index)
    {
        Assert.True(LogEntryJson.TryRead(Encoding.UTF8.GetBytes(lines[index]), out var entry));
        entry = entry with { Record = entry.Record with { ClientId = "other" } };
        lines[index] = Encoding.UTF8.GetString(LogEntryJson.Write(entry with { Hash = DeletionChain.HashOf(entry) }));
    }

    private async Task FillAsync()
    {
        table = await FreshTables.CreateAsync(new CountingPolicy());
        using var log = new TableDeletionLog(table, clock);
        parts = new LogParts(log, new TableLogCheckpoints(table), clock);
        foreach (var (count, shard) in new[] { (3, 1), (2, 1), (1, 1), (2, 2) })
        {
            await log.AppendAsync([.. Enumerable.Range(0, count).Select(_ => Samples.Deletion(shard))], default);
            await parts.Sign.ExecuteAsync(default);
        }
    }

    private async Task LinesAsync(long batch, Action<List<string>> change, bool recount = false)
    {
        var row = (await table.GetEntityAsync<TableEntity>("1", Batch(batch))).Value;
        var lines = Encoding.UTF8.GetString(row.GetBinary("Entries")!).TrimEnd('\n').Split('\n').ToList();
        change(lines);
        row["Entries"] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
        row["Count"] = recount ? lines.Count : row["Count"];
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    private async Task<DeletionLogEntry> EntryAsync(int shard, long sequence)
    {
        await foreach (var entry in parts.Log.ReadAsync(shard, sequence, sequence, default))
        {
            return entry;
        }

        throw new InvalidOperationException("There is no such entry.");
    }

    private async Task ForgeLastAsync()
    {
        await LinesAsync(6, lines => Forge(lines, 0));
        await SetHeadAsync(6);
    }

    private async Task SetHeadAsync(long sequence)
    {
        var entry = await EntryAsync(1, sequence);
        await AlterAsync("1", "head", "Sequence", sequence);
        await AlterAsync("1", "head", "Hash", entry.Hash);
    }

    private async Task CutTailAsync()
    {
        await SetHeadAsync(5);
        await table.DeleteEntityAsync("1", Batch(6));
    }

    private async Task AddAsync()
    {
        var last = await EntryAsync(1, 6);
        var added = DeletionChain.Append(new DeletionLogHead(6, last.Hash), Samples.Deletion(1), clock.Now);
        await table.AddEntityAsync(LogBatchRow.From([added], [.. LogEntryJson.Write(added), (byte)'\n']));
    }

    private async Task RemoveShardAsync()
    {
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey eq '2'"))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    private async Task BeginAnewAsync()
    {
        await RemoveShardAsync();
        using var other = new TableDeletionLog(table, clock);
        await other.AppendAsync([Samples.Deletion(2), Samples.Deletion(2)], default);
    }

    private async Task RemoveStartAsync()
    {
        await table.DeleteEntityAsync("1", Batch(1));
        await table.DeleteEntityAsync("checkpoints", Kept(1));
    }

    private async Task AlterAsync(string partition, string key, string column, object? value)
    {
        var row = (await table.GetEntityAsync<TableEntity>(partition, key)).Value;
        row.Remove(column);
        if (value is not null)
        {
            row[column] = value;
        }

        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    private async Task AlterSignedAsync(string key, Func<string, string> change) => await AlterAsync(
        "checkpoints", key, "Signed", change((await table.GetEntityAsync<TableEntity>("checkpoints", key)).Value.GetString("Signed")!));

    private async Task SignAsOtherAsync()
    {
        var kept = (await table.GetEntityAsync<TableEntity>("checkpoints", Kept(2))).Value.GetString("Signed")!;
        var secrets = new SecretKeys(new MemorySecretSource(), clock);
        var other = Checkpoint.Read(Jws.Payload(kept))!.Sign(await new SigningKeys(secrets).NewestAsync(default));
        await AlterAsync("checkpoints", Kept(2), "Signed", other);
    }

    private async Task CopySignedAsync(string from, string to) => await AlterAsync(
        "checkpoints", to, "Signed", (await table.GetEntityAsync<TableEntity>("checkpoints", from)).Value.GetString("Signed"));

    private async Task SwapSignedAsync(string one, string other)
    {
        var signed = (await table.GetEntityAsync<TableEntity>("checkpoints", one)).Value.GetString("Signed");
        await CopySignedAsync(other, one);
        await AlterAsync("checkpoints", other, "Signed", signed);
    }

    private async Task CopyAsync(string partition, string key, string toPartition, string toKey)
    {
        var row = (await table.GetEntityAsync<TableEntity>(partition, key)).Value;
        (row.PartitionKey, row.RowKey) = (toPartition, toKey);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    private async Task SwapAsync(string one, string other)
    {
        await CopyAsync("1", one, "1", "held");
        await CopyAsync("1", other, "1", one);
        await CopyAsync("1", "held", "1", other);
        await table.DeleteEntityAsync("1", "held");
    }
}
