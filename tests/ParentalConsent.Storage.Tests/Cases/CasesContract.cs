using System.Text.Json;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Storage.Tests.Cases;

/// <summary>What every store of cases does.</summary>
public abstract class CasesContract
{
    protected abstract Task<ICases> CreateAsync();

    [Fact]
    public async Task Case_ComesBackAsItWasAdded_AndSaved()
    {
        var cases = await CreateAsync();
        var planned = New();
        Assert.Null(await cases.FindAsync(planned.DeletionId, default));
        Assert.True(await cases.TryAddAsync(planned, default));
        AssertSame(planned, (await cases.FindAsync(planned.DeletionId, default))!.Case);

        var acknowledged = planned.Begin(Samples.Now, DeletionReason.Withdrawn, new CaseSchedule(null), Samples.Now.AddSeconds(1))
            .Acknowledge(new Acknowledgement(Samples.Now.AddHours(1), ["crm", "mail-archive"]), Samples.Now.AddHours(2)) with
        {
            Line = CaseLine.New(planned.DeletionId, Samples.Now.AddDays(1)),
        };
        Assert.True(await cases.TrySaveAsync((await cases.FindAsync(planned.DeletionId, default))!, acknowledged, default));
        AssertSame(acknowledged, (await cases.FindAsync(planned.DeletionId, default))!.Case);
    }

    [Fact]
    public async Task Add_OfAnIdThatIsThere_ChangesNothing()
    {
        var cases = await CreateAsync();
        var planned = New();
        await cases.TryAddAsync(planned, default);
        Assert.False(await cases.TryAddAsync(planned with { ClientId = "school" }, default));
        AssertSame(planned, (await cases.FindAsync(planned.DeletionId, default))!.Case);
    }

    [Fact]
    public async Task OfManyWhoSave_OneWins_AndWhoReadBeforeRemovesNothing()
    {
        var cases = await CreateAsync();
        var planned = New();
        await cases.TryAddAsync(planned, default);
        var read = (await cases.FindAsync(planned.DeletionId, default))!;
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            cases.TrySaveAsync(read, planned with { PlannedAt = Samples.Now.AddSeconds(number) }, default))));
        Assert.Single(won, one => one);
        Assert.False(await cases.TryRemoveAsync(read, default));

        var current = (await cases.FindAsync(planned.DeletionId, default))!;
        Assert.True(await cases.TryRemoveAsync(current, default));
        Assert.True(await cases.TryRemoveAsync(current, default));
        Assert.False(await cases.TrySaveAsync(current, planned, default));
        Assert.Null(await cases.FindAsync(planned.DeletionId, default));
    }

    [Fact]
    public async Task Lines_AreReadOnceTheyAreDue_EarliestHourFirst_WhateverCasesThereAre()
    {
        var cases = await CreateAsync();
        foreach (var first in "0d9ef")
        {
            // Their partitions stand before and after those of lines.
            await cases.TryAddAsync(New() with { DeletionId = first + Samples.Hex(24)[1..] }, default);
        }

        var (late, due, past) = (Line(Samples.Now.AddMilliseconds(1)), Line(Samples.Now), Line(Samples.Now.AddDays(-400)));
        var future = Line(Samples.Now.AddDays(40));
        foreach (var line in (CaseLine[])[late, due, past, future, due])
        {
            await cases.AddLineAsync(New() with { Line = line }, default);
        }

        Assert.Equal([past, due], await DueAsync(cases, Samples.Now));
        CaseLine[] all = [past, .. new[] { due, late }.OrderBy(line => line.ToString(), StringComparer.Ordinal), future];
        Assert.Equal(all[..2], await cases.ReadOpenAsync(2, default));
        Assert.Equal(all, await cases.ReadOpenAsync(1000, default));

        await cases.RemoveLinesAsync([past, due, Line(Samples.Now)], default);
        Assert.Equal([late], await DueAsync(cases, Samples.Now.AddDays(1)));
    }

    [Fact]
    public async Task ManyLines_AreReadAndRemoved()
    {
        var cases = await CreateAsync();
        var lines = Enumerable.Range(0, 230).Select(number => Line(Samples.Now.AddMinutes(-number))).ToList();
        foreach (var line in lines)
        {
            await cases.AddLineAsync(New() with { Line = line }, default);
        }

        Assert.Equal(lines.ToHashSet(), (await DueAsync(cases, Samples.Now)).ToHashSet());
        await cases.RemoveLinesAsync(lines, default);
        Assert.Empty(await DueAsync(cases, Samples.Now));
    }

    [Fact]
    public async Task CasesThatNeedAPerson_AreCountedByTheirLines_EachOnce()
    {
        var cases = await CreateAsync();
        Assert.Equal(0, await cases.CountForPersonAsync(Samples.Now, default));
        var waiting = New() with { Steps = [new CaseStep(StepNames.ClientSystems) { NeedsPerson = true }] };
        CaseLine[] lines = [Line(Samples.Now.AddDays(1)), Line(Samples.Now.AddHours(-30)), CaseLine.New(waiting.DeletionId, Samples.Now), CaseLine.New(waiting.DeletionId, Samples.Now.AddHours(3))];
        foreach (var line in lines)
        {
            await cases.AddLineAsync(waiting with { Line = line }, default);
        }

        await cases.AddLineAsync(New() with { Line = Line(Samples.Now) }, default);
        Assert.Equal(3, await cases.CountForPersonAsync(Samples.Now, default));
        await cases.RemoveLinesAsync(lines[..1], default);
        Assert.Equal(2, await cases.CountForPersonAsync(Samples.Now, default));
        await cases.RemoveLinesAsync(lines[..3], default);
        Assert.Equal(1, await cases.CountForPersonAsync(Samples.Now, default));
    }

    protected static DeletionCase Planned() => DeletionCase.Plan(
        Samples.Registration(),
        new ClientPolicy
        {
            Id = "games",
            Name = "Games",
            Contact = "privacy@games.example",
            PrivacyPolicy = new Uri("https://games.example/privacy"),
            Purposes = ["account"],
            Deletion = new DeletionPolicy(Acknowledge: true),
        },
        Samples.Now);

    private static DeletionCase New() => Planned();

    private static CaseLine Line(DateTimeOffset due) => CaseLine.New(Samples.Hex(24), due);

    private static async Task<List<CaseLine>> DueAsync(ICases cases, DateTimeOffset now)
    {
        var due = new List<CaseLine>();
        await foreach (var page in cases.ReadDueAsync(now, default))
        {
            due.AddRange(page);
        }

        return due;
    }

    /// <summary>Lists are equal by what is in them.</summary>
    private static void AssertSame(DeletionCase expected, DeletionCase actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
