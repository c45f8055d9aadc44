using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Cases;
using ParentalConsent.Storage.DeletionLog;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Log;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.DeletionLog;

/// <summary>What a certificate costs, as storage sees it.</summary>
public sealed class CertificateCallsTests
{
    [Fact]
    public async Task Certificate_CostsSevenCalls_AndFourForEachFurtherStep()
    {
        var (clock, calls) = (new MemoryClock(), new CountingPolicy());
        var table = await FreshTables.CreateAsync(calls);
        using var log = new TableDeletionLog(table, clock);
        var parts = new LogParts(log, new TableLogCheckpoints(table), clock);
        var simple = RecordsOfEachKind.Deletion($"0{new string('f', 23)}") with { Facts = LogFacts.None };
        await log.AppendAsync([simple, .. RecordsOfEachKind.All], default);
        await parts.Sign.ExecuteAsync(default);
        var cases = new TableCases(await FreshTables.CreateAsync(calls), new SecretKeys(new MemorySecretSource(), TimeProvider.System));
        var issue = new IssueCertificate(
            log,
            new ReadCase(cases, log),
            new ProveEntry(log, parts.Checkpoints, parts.Keys),
            parts.Keys,
            new ServiceAddress(new Uri("https://consent.example/")),
            clock);

        Assert.Equal((2, 7), await CountAsync(simple));
        Assert.Equal((2 + 3, 7 + (4 * 3)), await CountAsync(RecordsOfEachKind.All[0]));

        async Task<(int Steps, int Calls)> CountAsync(LogRecord deletion)
        {
            calls.Reset();
            var issued = Assert.IsType<IssueCertificateResult.Issued>(await issue.ExecuteAsync(deletion.DeletionId!, null, default));
            Assert.True(issued.Certificate.Complete);
            return (issued.Certificate.Steps.Count, calls.Count);
        }
    }
}
