using System.Text;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Signing;
using ParentalConsent.Core.Tests.DeletionLog;
using ParentalConsent.TestKit.Memory;
using static ParentalConsent.Core.Certificates.CertificateFinding;

namespace ParentalConsent.Core.Tests.Certificates;

/// <summary>What a certificate says of further steps is in the log, too, and is proven from there, each by its own entry.</summary>
public sealed class StepProofTests
{
    private const string Profiles = "target:profiles";

    private static readonly CertificateFinding[] AllHolds =
        [Genuine, EntryIntact, StatementAgrees, ChainLeads, CheckpointGenuine, StepsProven, Complete];

    private static readonly DateTimeOffset At = new(2030, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly LogRecord Deletion = Entries.Deletion(3) with
    {
        Facts = LogFacts.Of(WordFacts.Of(WordFacts.Steps, [StepNames.ClientSystems, Profiles])),
    };

    private static readonly CaseStep Acknowledged = new(StepNames.ClientSystems) { State = StepState.Done, DoneAt = At, Systems = ["crm", "mail-list"] };

    private static readonly CaseStep Cleared = new(Profiles) { State = StepState.Done, DoneAt = At.AddHours(1), Found = 12, Left = 0 };

    private readonly MemoryClock clock = new();
    private readonly MemoryDeletionLog log;
    private readonly MemoryCases cases = new();
    private readonly LogParts parts;

    public StepProofTests()
    {
        log = new MemoryDeletionLog(clock);
        parts = new LogParts(log, new MemoryLogCheckpoints(), clock);
    }

    [Fact]
    public async Task EachStep_IsProvenByItsOwnEntry()
    {
        await LogAsync(Acknowledged, Cleared);
        var verdict = await VerdictAsync();
        Assert.Equal(AllHolds, verdict.Findings);
        Assert.Equal(CertificateOutcome.Holds, verdict.Outcome);
        Assert.Equal(
            [(StepNames.ClientSystems, "client", null), (Profiles, "service", 12L)],
            verdict.Certificate!.Steps.Skip(2).Select(step => (step.Name, step.By!, step.Count)));
    }

    [Fact]
    public async Task StepClosedByAPerson_IsProven_AndSaysSo()
    {
        await LogAsync(Acknowledged, Cleared with { State = StepState.Resolved, Reason = "The account was closed last year.", Found = null, Left = null });
        var verdict = await VerdictAsync();
        Assert.Equal([Genuine, EntryIntact, StatementAgrees, ChainLeads, CheckpointGenuine, StepsProven, ClosedByPerson, Complete], verdict.Findings);
        Assert.Equal(CertificateOutcome.Open, verdict.Outcome);
        Assert.Equal(CertificateStep.ByOperator, verdict.Certificate!.Steps[^1].By);
    }

    [Fact]
    public async Task StepsLoggedSinceTheLastCheckpoint_AreNotProvenYet()
    {
        await log.AppendAsync([Deletion], default);
        await parts.Sign.ExecuteAsync(default);
        await log.AppendAsync(RecordsOf(Acknowledged, Cleared), default);
        Assert.Equal([Genuine, EntryIntact, StatementAgrees, ChainLeads, CheckpointGenuine, StepsNotProvenYet, Complete], (await VerdictAsync()).Findings);

        await parts.Sign.ExecuteAsync(default);
        Assert.Equal(AllHolds, (await VerdictAsync()).Findings);
    }

    [Fact]
    public async Task ManyEntriesBetween_AreSharedByAllProofs_SoThatItFitsAForm()
    {
        var filler = Enumerable.Range(10, ProveEntry.MostFollowing - 15).Select(number => Entries.Deletion(number)).ToList();
        await log.AppendAsync([Deletion], default);
        await log.AppendAsync(filler, default);
        await log.AppendAsync(RecordsOf(Acknowledged, Cleared), default);
        await log.AppendAsync([.. Enumerable.Range(2000, 4).Select(number => Entries.Deletion(number))], default);
        await parts.Sign.ExecuteAsync(default);

        var issued = await IssuedAsync();
        Assert.Null(issued.Certificate.Steps[2].Log!.Unproven);
        Assert.Equal(CertificateLog.TooFar, issued.Certificate.Steps[3].Log!.Unproven);
        Assert.InRange(issued.Signed.Length, 1, 63 * 1024);
        Assert.Contains(StepsNotProvenYet, (await VerdictAsync()).Findings);
    }

    /// <summary>A step whose entry, or whose closing's, somebody removed does not vanish: the deletion's own entry names it.</summary>
    [Theory]
    [InlineData(LogKind.CaseClosed, true)]
    [InlineData(LogKind.TargetCleared, false)]
    public async Task RemovedEntry_LeavesNoStepOut(LogKind removed, bool stillShown)
    {
        await log.AppendAsync([Deletion, .. RecordsOf(Acknowledged, Cleared)], default);
        log.Tamper(entries => entries.RemoveAll(entry => entry.Record.Kind == removed));
        var view = (await new ReadCase(cases, log).ExecuteAsync(Deletion.DeletionId!, default))!;
        Assert.Equal(stillShown, view.Steps.Single(step => step.Name == Profiles) is { IsOpen: false });
        Assert.Equal(stillShown ? Cleared.DoneAt : null, view.CompletedAt);
        Assert.Equal(stillShown, await IssueAsync() is IssueCertificateResult.Issued { Certificate.Complete: true });
        Assert.Equal(!stillShown, await IssueAsync() is IssueCertificateResult.Altered);
    }

    /// <summary>Whoever can write to the case alone has nothing certified by it.</summary>
    [Fact]
    public async Task CaseThatSaysMoreThanTheLog_IsNotBelieved()
    {
        await log.AppendAsync([Deletion], default);
        await parts.Sign.ExecuteAsync(default);
        Assert.True(await cases.TryAddAsync(DeletionCaseOf(Acknowledged, Cleared), default));
        var certificate = (await IssuedAsync()).Certificate;
        Assert.False(certificate.Complete);
        Assert.Equal([new(StepNames.ClientSystems, Done: false), new(Profiles, Done: false)], certificate.Steps.Skip(2));
    }

    [Fact]
    public async Task CaseThatLacksAStepOfTheLog_LeavesItOpen()
    {
        await log.AppendAsync([Deletion], default);
        Assert.True(await cases.TryAddAsync(DeletionCaseOf(Acknowledged), default));
        var certificate = (await IssuedAsync()).Certificate;
        Assert.Equal((false, new CertificateStep(Profiles, Done: false)), (certificate.Complete, certificate.Steps[^1]));
    }

    [Fact]
    public void SystemsOfAnEntryFromBefore_AreRead() => Assert.Equal(
        ["crm", "erp", "mail"],
        CaseRecords.StepOf(CaseRecords.OfStep(DeletionCaseOf(Acknowledged), Acknowledged) with { Facts = LogFacts.Of(("systems1", "crm,erp"), ("systems2", "mail")) }).Systems);

    [Fact]
    public async Task WhatTheLogSaysOfAStep_Counts_NotWhatTheCaseSays()
    {
        await LogAsync(Acknowledged, Cleared);
        var open = DeletionCaseOf(Acknowledged with { State = StepState.Resolved, Systems = [] }, new CaseStep(Profiles));
        Assert.True(await cases.TryAddAsync(open, default));
        var step = (await IssuedAsync()).Certificate.Steps[2];
        Assert.Equal((CertificateStep.ByClient, 2), (step.By, step.Systems!.Count));
    }

    public static TheoryData<string, Action<JsonNode>, CertificateFinding> Alterations => new()
    {
        { "a step at another time", certificate => certificate["steps"]![2]!["at"] = "2029-01-01T00:00:00Z", StepsDiffer },
        { "a step by another", certificate => certificate["steps"]![2]!["by"] = "service", StepsDiffer },
        { "another system", certificate => certificate["steps"]![2]!["systems"]![0] = "erp", StepsDiffer },
        { "another count", certificate => certificate["steps"]![3]!["count"] = 11, StepsDiffer },
        { "a step under another name", certificate => certificate["steps"]![3]!["name"] = "target:pictures", StepsDiffer },
        { "a fact of a step's entry", certificate => certificate["steps"]![3]!["log"]!["entry"]!["facts"]!["found"] = "11", StepsDiffer },
        { "the entry of the other step", certificate => certificate["steps"]![3]!["log"] = certificate["steps"]![2]!["log"]!.DeepClone(), StepsDiffer },
        { "the deletion's entry as a step's", certificate => certificate["steps"]![3]!["log"] = certificate["log"]!.DeepClone(), StepsDiffer },
        { "a hash of a step's way left out", certificate => certificate["steps"]![3]!["log"]!["following"]!.AsArray().RemoveAt(0), StepsDiffer },
        { "no checkpoint for a step", certificate => certificate["steps"]![3]!["log"]!["checkpoint"] = null, StepsDiffer },
        { "a step that says it is not proven", certificate => NoProof(certificate["steps"]![3]!["log"]!), StepsNotProvenYet },
        { "a step without its entry", certificate => certificate["steps"]![3]!.AsObject().Remove("log"), StepsNotProvenYet },
        { "a step that the entry names left out", certificate => certificate["steps"]!.AsArray().RemoveAt(3), StatementDiffers },
        { "a step twice", certificate => certificate["steps"]!.AsArray().Add(certificate["steps"]![3]!.DeepClone()), StatementDiffers },
        { "a step more", certificate => certificate["steps"]!.AsArray().Add(JsonNode.Parse("""{"name":"target:x","done":true,"at":"2030-03-01T10:00:00Z","by":"service"}""")), StepsNotProvenYet },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task EveryPart_ThatSaysSomethingElse_IsNamed(string what, Action<JsonNode> change, CertificateFinding expected)
    {
        await LogAsync(Acknowledged, Cleared);
        var certificate = JsonNode.Parse(Jws.Payload((await IssuedAsync()).Signed))!;
        change(certificate);
        var key = await parts.Keys.NewestAsync(default);
        var verdict = CertificateVerdict.Of(
            Jws.Sign(key, Certificate.Type, Encoding.UTF8.GetBytes(certificate.ToJsonString())), await parts.Keys.PublicAsync(default));
        Assert.True(verdict.Findings.Contains(expected) && verdict.Outcome is not CertificateOutcome.Holds, $"{what}: {string.Join(", ", verdict.Findings)}");
    }

    /// <summary>Of a step's entry, and of what follows it: nothing is vouched for.</summary>
    [Theory]
    [InlineData(LogKind.Acknowledgement)]
    [InlineData(LogKind.CaseClosed)]
    public async Task AlteredLog_AfterTheDeletionWasSigned_IsVouchedForByNobody(LogKind altered)
    {
        await log.AppendAsync([Deletion], default);
        await parts.Sign.ExecuteAsync(default);
        await log.AppendAsync(RecordsOf(Acknowledged, Cleared), default);
        await parts.Sign.ExecuteAsync(default);
        log.Tamper(entries =>
        {
            var index = entries.FindIndex(entry => entry.Record.Kind == altered);
            entries[index] = entries[index] with { Record = entries[index].Record with { Facts = LogFacts.Of(("at", "2029-01-01T00:00:00Z"), ("step", StepNames.ClientSystems)) } };
            entries[index] = entries[index] with { Hash = DeletionChain.HashOf(entries[index]) };
        });
        Assert.IsType<IssueCertificateResult.Altered>(await IssueAsync());
    }

    private static void NoProof(JsonNode log)
    {
        log["checkpoint"] = null;
        log["following"] = null;
        log["unproven"] = CertificateLog.NotSigned;
    }

    private static DeletionCase DeletionCaseOf(params CaseStep[] steps) => new()
    {
        DeletionId = Deletion.DeletionId!,
        RegistrationId = Deletion.RegistrationId!,
        Attempt = "0",
        ClientId = Deletion.ClientId!,
        PlannedAt = At,
        Line = CaseLine.New(Deletion.DeletionId!, At),
        DeletedAt = Deletion.DeletedAt,
        Reason = Deletion.Reason,
        Steps = steps,
    };

    private static List<LogRecord> RecordsOf(params CaseStep[] steps) =>
        [.. steps.Select(step => CaseRecords.OfStep(DeletionCaseOf(steps), step)), CaseRecords.OfClosing(DeletionCaseOf(steps))];

    /// <summary>Others' entries before, between and after.</summary>
    private async Task LogAsync(params CaseStep[] steps)
    {
        await log.AppendAsync([Entries.Deletion(1), Deletion, Entries.Deletion(4)], default);
        await parts.Sign.ExecuteAsync(default);
        await log.AppendAsync([Entries.Deletion(5), .. RecordsOf(steps), Entries.Deletion(6)], default);
        await parts.Sign.ExecuteAsync(default);
    }

    private Task<IssueCertificateResult> IssueAsync() => CertificateParts.Issue(parts, clock, cases).ExecuteAsync(Deletion.DeletionId!, null, default);

    private async Task<IssueCertificateResult.Issued> IssuedAsync() => Assert.IsType<IssueCertificateResult.Issued>(await IssueAsync());

    private async Task<CertificateVerdict> VerdictAsync() =>
        CertificateVerdict.Of((await IssuedAsync()).Signed, await parts.Keys.PublicAsync(default));
}
