using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;
using ParentalConsent.Core.Tests.DeletionLog;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Certificates;

public sealed class IssueCertificateTests
{
    private readonly MemoryClock clock = new();
    private readonly MemoryCalls calls = new();
    private readonly MemoryDeletionLog log;
    private readonly MemoryLogCheckpoints checkpoints;
    private readonly LogParts parts;
    private readonly IssueCertificate issue;

    public IssueCertificateTests()
    {
        log = new MemoryDeletionLog(clock, calls);
        checkpoints = new MemoryLogCheckpoints(calls);
        parts = new LogParts(log, checkpoints, clock);
        issue = CertificateParts.Issue(parts, clock);
    }

    [Fact]
    public async Task Certificate_SaysWhatTheEntrySays()
    {
        await AppendAsync(Enumerable.Range(1, 3));
        var certificate = (await IssuedAsync(2)).Certificate;

        var record = Entries.Deletion(2);
        Assert.Equal(
            ("https://consent.example", record.DeletionId, record.ClientId, record.Reason, record.DeletedAt, true),
            (certificate.Iss, certificate.DeletionId, certificate.Client, certificate.Reason, certificate.DeletedAt, certificate.Complete));
        Assert.Equal(clock.Now.ToUnixTimeSeconds(), certificate.Iat);
        Assert.Equal(["heldData", "contactDetails"], certificate.Steps.Select(step => step.Name));
        Assert.All(certificate.Steps, step => Assert.Equal((true, record.DeletedAt, "service"), (step.Done, step.At, step.By)));
        Assert.Equal((1, 2L), (certificate.Log.Entry.Shard, certificate.Log.Entry.Sequence));
    }

    [Fact]
    public async Task BeforeTheNextCheckpoint_ItSaysThatThereIsNoProofYet()
    {
        await AppendAsync([1], sign: false);
        Assert.Equal(CertificateLog.NotSigned, (await IssuedAsync(1)).Certificate.Log.Unproven);

        await parts.Sign.ExecuteAsync(default);
        await AppendAsync([2], sign: false);
        Assert.Null((await IssuedAsync(1)).Certificate.Log.Unproven);
        Assert.Equal((CertificateLog.NotSigned, null), ((await IssuedAsync(2)).Certificate.Log.Unproven, (await IssuedAsync(2)).Certificate.Log.Checkpoint));
        await AssertAllHoldAsync([1]);
    }

    /// <summary>Of a hundred checkpoints it takes the first that covers the entry, and asks for few of them.</summary>
    [Fact]
    public async Task Proof_EndsAtTheFirstCheckpointThatCoversIt_AndCostsFewCalls()
    {
        for (var number = 1; number <= 100; number++)
        {
            await AppendAsync([number]);
        }

        await AssertAllHoldAsync(Enumerable.Range(1, 100));
        foreach (var number in new[] { 1, 2, 50, 99, 100 })
        {
            calls.Reset();
            var certificate = (await IssuedAsync(number)).Certificate;
            Assert.Equal(number, Checkpoint.Read(Jws.Payload(certificate.Log.Checkpoint!))!.Number);
            Assert.Empty(certificate.Log.Following!);

            // The entry, the latest, at most seven in between (2^7 > 100), the way; and the deletion's closing and the client's word.
            Assert.InRange(calls.Names.Count, 5, 12);
        }
    }

    [Fact]
    public async Task ManyEntriesInOneCheckpoint_AreProvenUpToABound()
    {
        await AppendAsync(Enumerable.Range(1, ProveEntry.MostFollowing + 2));
        Assert.Equal(CertificateLog.TooFar, (await IssuedAsync(1)).Certificate.Log.Unproven);

        var longest = await IssuedAsync(2);
        Assert.Equal(ProveEntry.MostFollowing, longest.Certificate.Log.Following!.Count);

        // It must fit a form of 64 KiB.
        Assert.InRange(longest.Signed.Length, 1, 63 * 1024);
        await AssertAllHoldAsync([2, 3, ProveEntry.MostFollowing + 2]);
    }

    [Fact]
    public async Task PrunedBefore_WhatIsLeftIsProven()
    {
        for (var number = 1; number <= 9; number++)
        {
            await AppendAsync([number]);
            clock.Advance(TimeSpan.FromDays(300));
        }

        await parts.Prune.ExecuteAsync(default);
        var left = log.Entries.Where(entry => entry.Record.Kind is LogKind.Deletion).Select(entry => (int)entry.Sequence).ToList();
        Assert.InRange(left.Count, 1, 8);
        await AssertAllHoldAsync(left);
        Assert.IsType<IssueCertificateResult.NotFound>(await IssueAsync(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("check")]
    [InlineData("'or 1")]
    [InlineData("1ffffffffffffffffffffffe")]
    public async Task UnknownIds_AreNotFound(string deletionId)
    {
        await AppendAsync([1]);
        Assert.IsType<IssueCertificateResult.NotFound>(await issue.ExecuteAsync(deletionId, null, default));
    }

    [Fact]
    public async Task AnotherClient_FindsNothing()
    {
        await AppendAsync([1]);
        Assert.IsType<IssueCertificateResult.Issued>(await issue.ExecuteAsync(Entries.Deletion(1).Key, "games", default));
        Assert.IsType<IssueCertificateResult.NotFound>(await issue.ExecuteAsync(Entries.Deletion(1).Key, "school", default));
    }

    public static TheoryData<string, Action<List<DeletionLogEntry>>> Alterations => new()
    {
        { "a field", entries => entries[0] = entries[0] with { Record = entries[0].Record with { Reason = DeletionReason.Expired } } },
        { "the hash", entries => entries[0] = entries[0] with { Hash = DeletionChain.Start } },
        { "another kind", entries => entries[0] = Rehashed(entries[0] with { Record = entries[0].Record with { Kind = LogKind.CaseClosed } }) },
        { "a hash of its own", entries => entries[0] = Rehashed(entries[0] with { Record = entries[0].Record with { ClientId = "school" } }) },
        { "the next one", entries => entries[1] = entries[1] with { LoggedAt = entries[1].LoggedAt.AddDays(1) } },
        { "the next one removed", entries => entries.RemoveAt(1) },
        { "the last one removed", entries => entries.RemoveAt(2) },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task AlteredLog_IsVouchedForByNobody(string what, Action<List<DeletionLogEntry>> change)
    {
        await AppendAsync([1, 2, 3]);
        log.Tamper(change);
        Assert.True(await IssueAsync(1) is IssueCertificateResult.Altered, what);
    }

    [Fact]
    public async Task ForgedCheckpoint_IsVouchedForByNobody()
    {
        await AppendAsync([1]);
        checkpoints.Latest = checkpoints.Latest! with { Signed = checkpoints.Latest.Signed[..^4] + "AAAA" };
        Assert.IsType<IssueCertificateResult.Altered>(await IssueAsync(1));
    }

    [Fact]
    public async Task RemovedCheckpoint_IsMadeUpForByALaterOne()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await AppendAsync([number]);
        }

        checkpoints.Kept.RemoveAll(kept => kept.Number is 2 or 3);
        await AssertAllHoldAsync([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Purposes_AreFacts_AsManyAsThereIsRoomFor()
    {
        Assert.Empty(WordFacts.Of(WordFacts.Purposes, []));
        Assert.Equal(("purposes", "account,newsletter"), Assert.Single(WordFacts.Of(WordFacts.Purposes, ["account", "newsletter"])));
        var many = Enumerable.Range(0, 40).Select(number => $"purpose-{number:D2}-".PadRight(40, 'x')).ToList();
        Assert.Equal(many, WordFacts.Read(LogFacts.Of(WordFacts.Of(WordFacts.Purposes, many)), WordFacts.Purposes));
        Assert.Empty(WordFacts.Read(LogFacts.None, WordFacts.Purposes));
    }

    private static DeletionLogEntry Rehashed(DeletionLogEntry entry) => entry with { Hash = DeletionChain.HashOf(entry) };

    private async Task AppendAsync(IEnumerable<int> numbers, bool sign = true)
    {
        await log.AppendAsync([.. numbers.Select(number => Entries.Deletion(number))], default);
        if (sign)
        {
            await parts.Sign.ExecuteAsync(default);
        }
    }

    private Task<IssueCertificateResult> IssueAsync(int number) => issue.ExecuteAsync(Entries.Deletion(number).Key, null, default);

    private async Task<IssueCertificateResult.Issued> IssuedAsync(int number) =>
        Assert.IsType<IssueCertificateResult.Issued>(await IssueAsync(number));

    private async Task AssertAllHoldAsync(IEnumerable<int> numbers)
    {
        var keys = await parts.Keys.PublicAsync(default);
        foreach (var number in numbers)
        {
            Assert.Equal(CertificateOutcome.Holds, CertificateVerdict.Of((await IssuedAsync(number)).Signed, keys).Outcome);
        }
    }
}
