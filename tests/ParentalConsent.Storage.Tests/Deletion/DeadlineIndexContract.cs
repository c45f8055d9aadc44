using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Storage.Tests.Deletion;

/// <summary>What every deadline index does.</summary>
public abstract class DeadlineIndexContract
{
    private static readonly DateTimeOffset Now = DeadlineEntry.Round(Samples.Now);

    protected abstract Task<IDeadlineIndex> CreateAsync();

    [Fact]
    public async Task CountByDay_CountsEachRegistrationOnce_OnTheDayOfItsNextLine()
    {
        var index = await CreateAsync();
        var id = Samples.Hex(32);
        var first = new DateTimeOffset(Samples.Now.Date.AddDays(2), TimeSpan.Zero);
        foreach (var due in new[] { Samples.Now.AddMinutes(-1), first, first.AddDays(3) })
        {
            await index.AddAsync(new DeadlineEntry(id, Samples.Hex(16), DeadlineEntry.Round(due)), default);
        }

        await index.AddAsync(new DeadlineEntry(Samples.Hex(32), Samples.Hex(16), DeadlineEntry.Round(first.AddHours(23))), default);
        await index.AddAsync(new DeadlineEntry(Samples.Hex(32), Samples.Hex(16), DeadlineEntry.Round(first.AddHours(24))), default);

        var day = DateOnly.FromDateTime(first.UtcDateTime);
        Assert.Equal(
            new Dictionary<DateOnly, int> { [day] = 2, [day.AddDays(1)] = 1 },
            (await index.CountByDayAsync(Samples.Now, default)).OrderBy(count => count.Key).ToDictionary());
    }

    [Fact]
    public async Task FindOldestDue_IsOfTheEarliestHour_AndNothingThatIsAhead()
    {
        var index = await CreateAsync();
        Assert.Null(await index.FindOldestDueAsync(Samples.Now, default));
        await index.AddAsync(new DeadlineEntry(Samples.Hex(32), Samples.Hex(16), DeadlineEntry.Round(Samples.Now.AddMinutes(1))), default);
        Assert.Null(await index.FindOldestDueAsync(Samples.Now, default));

        var oldest = DeadlineEntry.Round(Samples.Now.AddDays(-3));
        foreach (var due in new[] { Samples.Now.AddHours(-2), oldest, Samples.Now.AddDays(-2) })
        {
            await index.AddAsync(new DeadlineEntry(Samples.Hex(32), Samples.Hex(16), DeadlineEntry.Round(due)), default);
        }

        Assert.Equal(oldest, await index.FindOldestDueAsync(Samples.Now, default));
    }

    [Fact]
    public async Task ReadDue_GivesWhatIsDue_AndNothingElse()
    {
        var index = await CreateAsync();
        DeadlineEntry[] due = [Line(Now), Line(Now.AddMilliseconds(-1)), Line(Now.AddHours(-1)), Line(Now.AddDays(-40)), Line(Now.AddYears(-2))];
        DeadlineEntry[] notDue = [Line(Now.AddMilliseconds(1)), Line(Now.AddMinutes(10)), Line(Now.AddHours(1)), Line(Now.AddYears(1))];
        foreach (var entry in due.Concat(notDue))
        {
            await index.AddAsync(entry, default);
        }

        var read = await ReadAsync(index);
        Assert.Equal(due.Select(entry => entry.ToString()).Order(), read.Select(entry => entry.ToString()).Order());
        Assert.Equal(read.Select(entry => entry.Partition[..10]).Order(StringComparer.Ordinal), read.Select(entry => entry.Partition[..10]));
    }

    [Fact]
    public async Task ReadDue_OfNothing_GivesNoPage()
    {
        var index = await CreateAsync();
        await index.AddAsync(Line(Now.AddDays(1)), default);
        await foreach (var page in index.ReadDueAsync(Now, default))
        {
            Assert.Fail($"A page of {page.Count}");
        }
    }

    [Fact]
    public async Task Add_Again_ChangesNothing()
    {
        var index = await CreateAsync();
        var entry = Line(Now);
        await index.AddAsync(entry, default);
        await index.AddAsync(entry, default);
        Assert.Equal(entry, Assert.Single(await ReadAsync(index)));
    }

    [Fact]
    public async Task ReadDue_OfMany_GivesEachOnce_InPagesOfAtMostAThousand()
    {
        var index = await CreateAsync();
        var entries = Enumerable.Range(0, 1100).Select(number => Line(Now.AddMinutes(-number % 90))).ToList();
        await Task.WhenAll(entries.Select(entry => index.AddAsync(entry, default)));
        var read = new List<DeadlineEntry>();
        await foreach (var page in index.ReadDueAsync(Now, default))
        {
            Assert.InRange(page.Count, 1, 1000);
            read.AddRange(page);
        }

        Assert.Equal(entries.Select(entry => entry.ToString()).Order(), read.Select(entry => entry.ToString()).Order());
    }

    [Fact]
    public async Task Remove_TakesThoseOnly_AndDoesNotMindWhatIsGone()
    {
        var index = await CreateAsync();
        var entries = Enumerable.Range(0, 130).Select(number => Line(Now.AddHours(-number % 3))).ToList();
        await Task.WhenAll(entries.Select(entry => index.AddAsync(entry, default)));
        await index.RemoveAsync([entries[3]], default);
        await index.RemoveAsync([.. entries[..120], entries[0], Line(Now)], default);
        Assert.Equal(entries[120..].Select(entry => entry.ToString()).Order(), (await ReadAsync(index)).Select(entry => entry.ToString()).Order());
        await index.RemoveAsync([], default);
    }

    [Fact]
    public async Task Count_CountsRegistrationsAhead_AndLinesOverdue()
    {
        var index = await CreateAsync();
        var soon = Line(Now.AddHours(48));
        DeadlineEntry[] entries =
        [
            soon, soon with { Due = Now.AddHours(1) }, soon with { Due = Now.AddDays(9) },
            Line(Now.AddHours(48).AddMilliseconds(1)),
            Line(Now), soon with { Due = Now.AddDays(-3) },
        ];
        foreach (var entry in entries)
        {
            await index.AddAsync(entry, default);
        }

        Assert.Equal(new DeadlineCounts(2, 1, 2, Now.AddDays(-3)), await index.CountAsync(Now, default));
    }

    [Fact]
    public async Task Count_OfNothing_IsNothing() =>
        Assert.Equal(new DeadlineCounts(0, 0, 0, null), await (await CreateAsync()).CountAsync(Now, default));

    protected static DeadlineEntry Line(DateTimeOffset due) => new(Samples.Hex(32), Samples.Hex(16), due);

    protected static async Task<List<DeadlineEntry>> ReadAsync(IDeadlineIndex index)
    {
        var entries = new List<DeadlineEntry>();
        await foreach (var page in index.ReadDueAsync(Now, default))
        {
            entries.AddRange(page);
        }

        return entries;
    }
}
