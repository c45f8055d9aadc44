using Azure.Data.Tables;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Cases;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Cases;

public sealed class TableCasesTests : CasesContract
{
    protected override async Task<ICases> CreateAsync() => new TableCases(
        await FreshTables.CreateAsync(), new SecretKeys(new MemorySecretSource(), TimeProvider.System));

    [Fact]
    public async Task Subject_IsSealed_AndOpensInItsOwnRowAlone()
    {
        var table = await FreshTables.CreateAsync();
        var cases = new TableCases(table, new SecretKeys(new MemorySecretSource(), TimeProvider.System));
        var (one, other) = (Planned() with { SubjectId = "marked-subject" }, Planned() with { SubjectId = "another" });
        await cases.TryAddAsync(one, default);
        await cases.TryAddAsync(other, default);
        Assert.Equal("marked-subject", (await cases.FindAsync(one.DeletionId, default))!.Case.SubjectId);
        Assert.All(await table.AllRowsAsync(), row => Assert.DoesNotContain(
            row.Select(pair => pair.Value), value => (value as string ?? System.Text.Encoding.UTF8.GetString(value as byte[] ?? [])).Contains("marked-subject", StringComparison.Ordinal)));

        var (moved, into) = (await table.GetEntityAsync<TableEntity>(one.DeletionId, "case"), await table.GetEntityAsync<TableEntity>(other.DeletionId, "case"));
        into.Value["Subject"] = moved.Value["Subject"];
        await table.UpdateEntityAsync(into.Value, Azure.ETag.All, TableUpdateMode.Replace);
        Assert.Null((await cases.FindAsync(other.DeletionId, default))!.Case.SubjectId);

        var stored = (await cases.FindAsync(one.DeletionId, default))!;
        await cases.TrySaveAsync(stored, stored.Case with { SubjectId = null }, default);
        Assert.Null((await table.GetEntityAsync<TableEntity>(one.DeletionId, "case")).Value.GetBinary("Subject"));
    }

    /// <summary>With many open cases, of which some need a person.</summary>
    [Fact]
    public async Task WhatASweepAsks_IsTwoCalls_WhereNothingIsDue()
    {
        var calls = new CountingPolicy();
        var cases = new TableCases(await FreshTables.CreateAsync(calls), new SecretKeys(new MemorySecretSource(), TimeProvider.System));
        for (var number = 0; number < 40; number++)
        {
            var open = Planned() with { Steps = [new CaseStep(StepNames.ClientSystems) { NeedsPerson = number < 3 }] };
            await cases.AddLineAsync(open with { DeletionId = Samples.Hex(24), Line = CaseLine.New(Samples.Hex(24), Samples.Now.AddHours(number + 1)) }, default);
        }

        calls.Reset();
        await foreach (var _ in cases.ReadDueAsync(Samples.Now, default))
        {
            Assert.Fail("Nothing is due.");
        }

        Assert.Equal(3, await cases.CountForPersonAsync(Samples.Now, default));
        Assert.Equal(2, calls.Count);
    }
}
