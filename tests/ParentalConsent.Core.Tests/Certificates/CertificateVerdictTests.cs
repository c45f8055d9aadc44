using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;
using ParentalConsent.Core.Tests.DeletionLog;
using ParentalConsent.TestKit.Memory;
using static ParentalConsent.Core.Certificates.CertificateFinding;

namespace ParentalConsent.Core.Tests.Certificates;

/// <summary>A certificate, altered in every part, checked with the public keys alone.</summary>
public sealed class CertificateVerdictTests : IAsyncLifetime
{
    private static readonly CertificateFinding[] AllHolds =
        [Genuine, EntryIntact, StatementAgrees, ChainLeads, CheckpointGenuine, Complete];

    private readonly MemoryClock clock = new();
    private readonly MemorySecretSource secrets = new();
    private readonly MemoryDeletionLog log;
    private readonly LogParts parts;
    private string signed = "";
    private JsonWebKeys keys = JsonWebKeys.None;
    private SigningKey key = null!;

    public CertificateVerdictTests()
    {
        log = new MemoryDeletionLog(clock);
        parts = new LogParts(log, new MemoryLogCheckpoints(), clock, secrets);
    }

    /// <summary>Ten entries of a shard, the third of which is certified.</summary>
    public async Task InitializeAsync()
    {
        await log.AppendAsync([.. Enumerable.Range(1, 10).Select(number => Entries.Deletion(number)), Entries.Deletion(1, shard: 2)], default);
        await parts.Sign.ExecuteAsync(default);
        keys = await parts.Keys.PublicAsync(default);
        key = await parts.Keys.NewestAsync(default);
        signed = await IssueAsync(parts, clock, Entries.Deletion(3).Key);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Certificate_Holds_InEveryPart()
    {
        var verdict = CertificateVerdict.Of(signed, keys);
        Assert.Equal(AllHolds, verdict.Findings);
        Assert.Equal(CertificateOutcome.Holds, verdict.Outcome);
        Assert.Equal(7, verdict.Certificate!.Log.Following!.Count);
    }

    [Fact]
    public async Task Certificate_OfTheLastEntry_NeedsNoWay()
    {
        var verdict = CertificateVerdict.Of(await IssueAsync(parts, clock, Entries.Deletion(10).Key), keys);
        Assert.Equal(AllHolds, verdict.Findings);
        Assert.Empty(verdict.Certificate!.Log.Following!);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData(" ")]
    [InlineData("\t\u00a0")]
    public void WhiteSpace_OfAMailProgram_IsPassedOver(string gap) => Assert.Equal(
        AllHolds, CertificateVerdict.Of(gap + string.Join(gap, signed.Chunk(70).Select(line => new string(line))) + gap, keys).Findings);

    /// <summary>What somebody who has the signing key, or a mistake of ours, could have signed; and the one finding that gives it away.</summary>
    public static TheoryData<string, Action<JsonNode>, CertificateFinding> Alterations => new()
    {
        { "another deletion id", certificate => certificate["deletionId"] = Entries.Deletion(4).Key, StatementDiffers },
        { "another client", certificate => certificate["client"] = "school", StatementDiffers },
        { "another reason", certificate => certificate["reason"] = "Expired", StatementDiffers },
        { "no reason", certificate => certificate["reason"] = null, StatementDiffers },
        { "another purpose", certificate => certificate["purposes"] = new JsonArray("profile"), StatementDiffers },
        { "collected at another time", certificate => certificate["collectedAt"] = "2029-01-01T00:00:00Z", StatementDiffers },
        { "another deadline", certificate => certificate["deadline"] = "2031-01-01T00:00:00Z", StatementDiffers },
        { "decided at another time", certificate => certificate["decidedAt"] = null, StatementDiffers },
        { "deleted at another time", certificate => certificate["deletedAt"] = "2029-01-01T00:00:00Z", StatementDiffers },
        { "a step at another time", certificate => certificate["steps"]![0]!["at"] = "2029-01-01T00:00:00Z", StatementDiffers },
        { "a step by another", certificate => certificate["steps"]![1]!["by"] = "client", StatementDiffers },
        { "a step left out", certificate => certificate["steps"]!.AsArray().RemoveAt(1), StatementDiffers },
        { "complete without being it", certificate => certificate["steps"]!.AsArray().Add(new JsonObject { ["name"] = "clientSystems", ["done"] = false }), StatementDiffers },
        { "a field of the entry", certificate => certificate["log"]!["entry"]!["registrationId"] = "1" + new string('f', 31), EntryChanged },
        { "a fact of the entry", certificate => certificate["log"]!["entry"]!["facts"]!["number"] = "4", EntryChanged },
        { "the time of the entry", certificate => certificate["log"]!["entry"]!["loggedAt"] = "2029-01-01T00:00:00Z", EntryChanged },
        { "the hash before", certificate => certificate["log"]!["entry"]!["previousHash"] = DeletionChain.Start, EntryChanged },
        { "an entry that is none", certificate => certificate["log"]!["entry"]!["key"] = "NOT A KEY", EntryChanged },
        { "the last hash of the way cut off", certificate => certificate["log"]!["following"]!.AsArray().RemoveAt(6), ChainBroken },
        { "the first hash of the way cut off", certificate => certificate["log"]!["following"]!.AsArray().RemoveAt(0), ChainBroken },
        { "a hash of the way changed", certificate => certificate["log"]!["following"]![2] = DeletionChain.Start, ChainBroken },
        { "a hash of the way added", certificate => certificate["log"]!["following"]!.AsArray().Add(DeletionChain.Start), ChainBroken },
        { "two hashes changed places", Swap, ChainBroken },
        { "no way", certificate => certificate["log"]!["following"] = null, ChainBroken },
        { "no checkpoint, and no word of it", certificate => certificate["log"]!["checkpoint"] = null, CheckpointNotGenuine },
        { "half a checkpoint", certificate => certificate["log"]!["checkpoint"] = certificate["log"]!["checkpoint"]!.GetValue<string>()[..80], CheckpointNotGenuine },
        { "proof and its absence", certificate => certificate["log"]!["unproven"] = "lost", Complete },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void EveryPart_ThatSaysSomethingElse_IsNamed(string what, Action<JsonNode> change, CertificateFinding expected)
    {
        var verdict = VerdictOf(change);
        Assert.Contains(expected, verdict.Findings);
        Assert.True(
            verdict.Outcome is CertificateOutcome.Fails != (expected is Complete), $"{what}: {string.Join(", ", verdict.Findings)}");
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public void EveryPart_ChangedWithoutTheKey_IsNoticed(string what, Action<JsonNode> change, CertificateFinding expected)
    {
        var forged = Changed(change);
        var verdict = CertificateVerdict.Of($"{signed.Split('.')[0]}.{Encode(forged)}.{signed.Split('.')[2]}", keys);
        Assert.True(verdict.Findings[0] is BadSignature, what);
        Assert.Contains(expected, verdict.Findings);
        Assert.Equal(CertificateOutcome.Fails, verdict.Outcome);
    }

    [Fact]
    public async Task AnotherKey_IsNotBelieved_EvenForALogThatHoldsTogether()
    {
        var others = new LogParts(log, new MemoryLogCheckpoints(), clock, OtherKeys());
        await others.Sign.ExecuteAsync(default);
        var forged = await IssueAsync(others, clock, Entries.Deletion(3).Key);

        Assert.Equal(AllHolds, CertificateVerdict.Of(forged, await others.Keys.PublicAsync(default)).Findings);
        Assert.Equal(
            [KeyUnknown, EntryIntact, StatementAgrees, ChainBroken, CheckpointNotGenuine, Complete], CertificateVerdict.Of(forged, keys).Findings);
    }

    [Fact]
    public async Task EntryOfAnotherLog_DoesNotLeadToOurCheckpoint()
    {
        var other = new MemoryDeletionLog(clock);
        await other.AppendAsync([.. Enumerable.Range(1, 9).Select(number => Entries.Deletion(number + 1)), Entries.Deletion(77)], default);
        var others = new LogParts(other, new MemoryLogCheckpoints(), clock, secrets);
        await others.Sign.ExecuteAsync(default);
        var theirs = Certificate.Read(Jws.Payload(await IssueAsync(others, clock, Entries.Deletion(3).Key)))!;
        var ours = Certificate.Read(Jws.Payload(signed))!;

        var mixed = theirs with { Log = theirs.Log with { Checkpoint = ours.Log.Checkpoint } };
        Assert.Equal(
            [Genuine, EntryIntact, StatementAgrees, ChainBroken, CheckpointGenuine, Complete], CertificateVerdict.Of(mixed.Sign(key), keys).Findings);
    }

    [Fact]
    public void SignatureForAnotherUse_IsNoCertificate()
    {
        Assert.Equal([Unreadable], CertificateVerdict.Of(Jws.Sign(key, Checkpoint.Type, Changed(_ => { })), keys).Findings);
        Assert.Equal([Unreadable], CertificateVerdict.Of(Certificate.Read(Jws.Payload(signed))!.Log.Checkpoint!, keys).Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eyJ")]
    [InlineData("..")]
    [InlineData("a.b.c.d")]
    [InlineData("{\"deletionId\":\"1\"}")]
    public void WhatIsNone_IsUnreadable(string text) => Assert.Equal([Unreadable], CertificateVerdict.Of(text, keys).Findings);

    /// <summary>JSON that nothing can be made of: shown by nobody, and no fault either.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"steps\":[null]}")]
    public void SignedNonsense_IsUnreadable(string json) =>
        Assert.Equal([Unreadable], CertificateVerdict.Of(Jws.Sign(key, Certificate.Type, Encoding.UTF8.GetBytes(json)), keys).Findings);

    public static TheoryData<string, Action<JsonNode>> Nonsense => new()
    {
        { "null among the steps", certificate => certificate["steps"]!.AsArray().Add(null) },
        { "null among the purposes", certificate => certificate["purposes"]!.AsArray().Add(null) },
        { "null among the systems", certificate => certificate["steps"]![0]!["systems"] = new JsonArray((JsonNode?)null) },
        { "a reason that is none", certificate => certificate["reason"] = 99 },
        { "a time that is none", certificate => certificate["iat"] = long.MaxValue },
        { "no entry", certificate => certificate["log"]!["entry"] = null },
        { "no log", certificate => certificate["log"] = null },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void SignedNonsense_InOneField_IsUnreadable(string what, Action<JsonNode> change) =>
        Assert.True(VerdictOf(change).Findings is [Unreadable], what);

    [Theory]
    [InlineData(9)]
    [InlineData(-1)]
    public void EntryOfNoShard_LeadsNowhere(int shard) =>
        Assert.Contains(ChainBroken, VerdictOf(certificate => certificate["log"]!["entry"]!["shard"] = shard).Findings);

    [Fact]
    public void FactWithoutValue_IsAChangedEntry() =>
        Assert.Contains(EntryChanged, VerdictOf(certificate => certificate["log"]!["entry"]!["facts"]!["number"] = null).Findings);

    [Fact]
    public void WithoutKeys_AllButTheSignaturesIsLookedAt()
    {
        Assert.Equal(
            [SignatureUnchecked, EntryIntact, StatementAgrees, ChainLeads, CheckpointUnchecked, Complete], CertificateVerdict.Of(signed, null).Findings);
        Assert.Equal(CertificateOutcome.Open, CertificateVerdict.Of(signed, null).Outcome);
        Assert.Contains(EntryChanged, CertificateVerdict.Of(Sign(certificate => certificate["log"]!["entry"]!["client"] = "x"), null).Findings);
    }

    [Fact]
    public void OpenSteps_AreNotComplete_AndHold()
    {
        var verdict = VerdictOf(certificate =>
        {
            certificate["complete"] = false;
            certificate["steps"]!.AsArray().Add(new JsonObject { ["name"] = "clientSystems", ["done"] = false });
        });
        Assert.Equal([Genuine, EntryIntact, StatementAgrees, ChainLeads, CheckpointGenuine, NotComplete], verdict.Findings);
        Assert.Equal(CertificateOutcome.Open, verdict.Outcome);
    }

    [Fact]
    public void EveryFinding_HasItsOutcome() => Assert.All(
        Enum.GetValues<CertificateFinding>(),
        finding => Assert.Equal(
            finding.ToString() switch
            {
                "Genuine" or "EntryIntact" or "StatementAgrees" or "ChainLeads" or "CheckpointGenuine" or "StepsProven" or "Complete" => CertificateOutcome.Holds,
                "SignatureUnchecked" or "CheckpointUnchecked" or "NotSignedYet" or "TooFar" or "NotComplete" or "StepsNotProvenYet" or "ClosedByPerson" => CertificateOutcome.Open,
                _ => CertificateOutcome.Fails,
            },
            CertificateVerdict.OutcomeOf(finding)));

    private static async Task<string> IssueAsync(LogParts from, TimeProvider clock, string deletionId) =>
        Assert.IsType<IssueCertificateResult.Issued>(await CertificateParts.Issue(from, clock).ExecuteAsync(deletionId, null, default)).Signed;

    private static MemorySecretSource OtherKeys()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var source = new MemorySecretSource();
        source.Set(SecretNames.LogSigningKey, Convert.ToBase64String(other.ExportPkcs8PrivateKey()));
        return source;
    }

    private static void Swap(JsonNode certificate)
    {
        var following = certificate["log"]!["following"]!;
        var (first, second) = (following[0]!.GetValue<string>(), following[1]!.GetValue<string>());
        (following[0], following[1]) = (second, first);
    }

    private CertificateVerdict VerdictOf(Action<JsonNode> change) => CertificateVerdict.Of(Sign(change), keys);

    private string Sign(Action<JsonNode> change) => Jws.Sign(key, Certificate.Type, Changed(change));

    private byte[] Changed(Action<JsonNode> change)
    {
        var certificate = JsonNode.Parse(Jws.Payload(signed))!;
        change(certificate);
        return Encoding.UTF8.GetBytes(certificate.ToJsonString());
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
