using System.Text;
using System.Text.Json.Nodes;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Secrets;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.DeletionLog;

/// <summary>An exported log, altered in every way, checked with the public keys alone.</summary>
public sealed class VerifyLogFileTests
{
    private readonly MemoryClock clock = new();
    private readonly MemorySecretSource secrets = new();
    private readonly MemoryDeletionLog log;
    private readonly LogParts parts;

    public VerifyLogFileTests()
    {
        log = new MemoryDeletionLog(clock);
        parts = new LogParts(log, new MemoryLogCheckpoints(), clock, secrets);
    }

    [Fact]
    public async Task Export_Holds_AndSaysHowFarItIsSigned()
    {
        var verdict = await VerifyAsync(await ExportAsync());
        Assert.Equal(new LogFileVerdict(15, 10, 3, 1, clock.Now, null), verdict);
    }

    [Fact]
    public async Task EmptyLog_Holds()
    {
        using var file = new MemoryStream();
        Assert.Null(await parts.Export.WriteAsync(file, null, default));
        Assert.Null((await VerifyAsync(Lines(file))).Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Parts_PutTogether_Hold(int size)
    {
        await ExportAsync();
        var export = new ExportDeletionLog(parts.Ordered, parts.Keys, clock) { MaxEntries = size };
        using var file = new MemoryStream();
        LogPosition? next = null;
        var answers = 0;
        do
        {
            Assert.True(next is null || LogPosition.TryParse(next.ToString(), out next));
            next = await export.WriteAsync(file, next, default);
            await log.AppendAsync([Entries.Deletion(100 + answers, 2)], default);
            await parts.Sign.ExecuteAsync(default);
            answers++;
        }
        while (next is not null && answers < 12);

        var verdict = await VerifyAsync(Lines(file));
        Assert.True(answers > 1 || size == 10);
        Assert.Equal(next is null ? null : "cutShort", verdict.Problem?.Problem);
        Assert.InRange(verdict.Entries, 10, 30);
    }

    /// <summary>What is done to the lines; the line that is named, and what is said of it.</summary>
    public static TheoryData<string, Action<List<string>>, int, string> Alterations => new()
    {
        { "a field changed", lines => Change(lines, 3, "client", "other"), 4, "changed" },
        { "a spelling changed", lines => lines[3] = lines[3].Replace(":", ": ", StringComparison.Ordinal), 4, "changed" },
        { "a field added", lines => Change(lines, 3, "more", "1"), 4, "changed" },
        { "an entry removed", lines => lines.RemoveAt(2), 3, "missing" },
        { "an entry twice", lines => lines.Insert(2, lines[2]), 4, "added" },
        { "two entries changed places", lines => (lines[1], lines[2]) = (lines[2], lines[1]), 2, "missing" },
        { "an entry with a hash of its own", lines => Forge(lines, 2), 4, "linkBroken" },
        { "all from an entry on written anew", ForgeAll, 5, "checkpointMismatch" },
        { "an entry of no shard", lines => lines[2] = lines[2].Replace("\"shard\":1", "\"shard\":9", StringComparison.Ordinal), 3, "added" },
        { "a checkpoint removed", lines => lines.RemoveAt(4), 8, "checkpointMissing" },
        { "a checkpoint twice", lines => lines.Insert(4, lines[4]), 6, "checkpointMissing" },
        { "a checkpoint's signature changed", lines => lines[4] = lines[4].Replace("\"}", "A\"}", StringComparison.Ordinal), 5, "checkpointSignature" },
        { "the entries before the last checkpoint cut off", lines => lines.RemoveRange(10, 2), 11, "cutOff" },
        { "the last line cut off", lines => lines.RemoveAt(14), 15, "cutShort" },
        { "the tail cut off with its checkpoint", lines => lines.RemoveRange(10, 4), 11, "missing" },
        { "a line that is nothing", lines => lines.Insert(3, "{\"shoe\":1}"), 4, "line" },
        { "a line that is no JSON", lines => lines.Insert(3, "shoe"), 4, "line" },
        { "an empty line", lines => lines.Insert(3, ""), 4, "line" },
        { "the header removed", lines => lines.RemoveAt(0), 1, "header" },
        { "another version", lines => lines[0] = lines[0].Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal), 1, "header" },
        { "a second file after it", lines => lines.AddRange([.. lines]), 16, "order" },
        { "lines after its end", lines => lines.Add(lines[13]), 16, "header" },
        { "nothing at all", lines => lines.Clear(), 1, "cutShort" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task AlteredFile_IsFound_WithItsLine(string what, Action<List<string>> alter, int line, string problem)
    {
        var lines = await ExportAsync();
        alter(lines);
        var found = (await VerifyAsync(lines)).Problem;
        Assert.Equal((what, line, problem), (what, (int?)found?.Line, found?.Problem));
    }

    [Fact]
    public async Task Entry_IsNamedByShardAndSequence()
    {
        var lines = await ExportAsync();
        Change(lines, 3, "client", "other");
        Assert.Equal(new LogFileProblem(4, "changed", 1, 3), (await VerifyAsync(lines)).Problem);
    }

    [Fact]
    public async Task KeysOfTheFile_AreNotBelieved_WhereOthersAreGiven()
    {
        var lines = await ExportAsync();
        var others = await new LogParts(log, new MemoryLogCheckpoints(), clock).Keys.PublicAsync(default);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Assert.Equal("checkpointKeyUnknown", (await new VerifyLogFile(others).ExecuteAsync(file, default)).Problem?.Problem);
        file.Position = 0;
        Assert.Null((await new VerifyLogFile(null).ExecuteAsync(file, default)).Problem);
    }

    [Fact]
    public async Task RotatedKey_StillHolds()
    {
        await ExportAsync();
        secrets.Set(SecretNames.LogSigningKey, MemorySecretSource.NewSigningKey(), secrets[SecretNames.LogSigningKey][0]);
        clock.Now = clock.Now.AddHours(1);
        await log.AppendAsync([Entries.Deletion(50)], default);
        await parts.Sign.ExecuteAsync(default);
        using var file = new MemoryStream();
        await parts.Export.WriteAsync(file, null, default);
        Assert.Null((await VerifyAsync(Lines(file))).Problem);
    }

    /// <summary>Shard 1: three entries, then a checkpoint, three of shard 2, another, three of shard 1 and one more checkpoint, one of shard 3.</summary>
    private async Task<List<string>> ExportAsync()
    {
        foreach (var (first, shard) in new[] { (0, 1), (10, 2), (20, 1) })
        {
            await log.AppendAsync([.. Enumerable.Range(first, 3).Select(number => Entries.Deletion(number, shard))], default);
            await parts.Sign.ExecuteAsync(default);
        }

        await log.AppendAsync([Entries.Deletion(30, 3)], default);
        using var file = new MemoryStream();
        Assert.Null(await parts.Export.WriteAsync(file, null, default));
        return Lines(file);
    }

    private async Task<LogFileVerdict> VerifyAsync(List<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));
        return await new VerifyLogFile(await parts.Keys.PublicAsync(default)).ExecuteAsync(file, default);
    }

    private static List<string> Lines(MemoryStream file) => [.. Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n')];

    private static void Change(List<string> lines, int index, string field, string value)
    {
        var entry = JsonNode.Parse(lines[index])!;
        entry[field] = value;
        lines[index] = entry.ToJsonString();
    }

    private static void Forge(List<string> lines, int index)
    {
        Assert.True(LogEntryJson.TryRead(Encoding.UTF8.GetBytes(lines[index]), out var entry));
        entry = entry with { Record = entry.Record with { ClientId = "other" } };
        lines[index] = Encoding.UTF8.GetString(LogEntryJson.Write(entry with { Hash = DeletionChain.HashOf(entry) }));
    }

    private static void ForgeAll(List<string> lines)
    {
        Forge(lines, 2);
        Assert.True(LogEntryJson.TryRead(Encoding.UTF8.GetBytes(lines[2]), out var forged));
        Assert.True(LogEntryJson.TryRead(Encoding.UTF8.GetBytes(lines[3]), out var next));
        next = next with { PreviousHash = forged.Hash };
        lines[3] = Encoding.UTF8.GetString(LogEntryJson.Write(next with { Hash = DeletionChain.HashOf(next) }));
    }
}
