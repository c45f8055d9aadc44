using System.Text;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Discoveries;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;
using Xunit.Abstractions;

namespace ParentalConsent.Storage.Tests.Discoveries;

/// <summary>Nothing else runs meanwhile: the heap of the whole process is looked at.</summary>
[CollectionDefinition(nameof(ConstantMemoryTests), DisableParallelization = true)]
[Collection(nameof(ConstantMemoryTests))]
public class ConstantMemoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task HundredThousandLines_NeedNoMoreMemoryThanTenThousand()
    {
        var few = await PeakAsync(10_000);
        var many = await PeakAsync(100_000);
        var more = await PeakAsync(10_000);

        output.WriteLine($"Alive at most: {few} and {more} bytes with 10,000 lines, {many} with 100,000");

        // Held lines would be 12 MB; a part is 60 KB.
        Assert.InRange(many, 0, Math.Max(few, more) + 1_000_000);
    }

    /// <summary>How many bytes were alive at most, beyond those before, while lines were taken and kept.</summary>
    private static async Task<long> PeakAsync(int lines)
    {
        var clock = new MemoryClock();
        var store = new TableDiscoveryStore(await FreshTables.CreateAsync(), new SecretKeys(new MemorySecretSource(), clock), clock);
        var opened = await store.TryOpenAsync(
            new Discovery { Id = Discovery.NewId(), ClientId = "games", CreatedAt = Core.Deletion.DeadlineEntry.Round(clock.Now) }, default);
        var body = new MeasuringStream(lines);
        var result = await new TakeLines(store, new NoQueues(), clock).ExecuteAsync(
            new TakeLinesCommand(opened!, new LineReader(body), 1, Ends: true), default);
        Assert.Equal(lines + 1, Assert.IsType<TakeLinesResult.Taken>(result).Discovery.NextLine);
        return body.Peak;
    }

    /// <summary>Lines of some 120 bytes, made as they are read; looks at the heap now and then.</summary>
    private sealed class MeasuringStream(int lines) : MemoryStream
    {
        private const int Looks = 20;

        private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
        private int given;

        public long Peak { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given == lines)
            {
                return ValueTask.FromResult(0);
            }

            if (given++ % (lines / Looks) == 0)
            {
                Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            return ValueTask.FromResult(Encoding.UTF8.GetBytes(
                $$"""{"subjectId":"subject-{{given}}","age":9,"country":"DE","parentEmail":"parent-{{given}}@example.test","childName":"Mia"}""" + "\n", buffer.Span));
        }
    }
}
