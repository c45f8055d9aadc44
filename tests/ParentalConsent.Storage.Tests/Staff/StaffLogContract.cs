using ParentalConsent.Core.Staff;

namespace ParentalConsent.Storage.Tests.Staff;

/// <summary>What every staff log does.</summary>
public abstract class StaffLogContract
{
    protected abstract Task<IStaffLog> CreateAsync();

    [Fact]
    public async Task Entries_ComeBackAsTheyWerePut_NewestFirst_OverMonthsAndYears()
    {
        var log = await CreateAsync();
        StaffLogEntry[] all =
        [
            Entry(Samples.Now), Entry(Samples.Now.AddTicks(-1)), Entry(Samples.Now.AddDays(-40)) with { About = null, Outcome = StaffOutcome.Refused, Role = StaffRole.None },
            Entry(Samples.Now.AddYears(-1)) with { Who = "O'Brien & 李", SignIn = StaffSignIn.Account }, Entry(Samples.Now.AddYears(-2)),
        ];
        foreach (var entry in all.OrderBy(entry => entry.Id, StringComparer.Ordinal))
        {
            await log.PutAsync(entry, default);
        }

        Assert.Equal(all, await ReadAsync(log, new StaffLogQuery()));
    }

    [Fact]
    public async Task Put_OfTheSame_TakesItsPlace()
    {
        var log = await CreateAsync();
        var begun = Entry(Samples.Now) with { Outcome = StaffOutcome.Begun, About = null };
        await log.PutAsync(begun, default);
        var done = begun with { Outcome = StaffOutcome.Done, About = Samples.Hex(32) };
        await log.PutAsync(done, default);
        await log.PutAsync(done, default);

        Assert.Equal([done], await ReadAsync(log, new StaffLogQuery()));
    }

    [Fact]
    public async Task Filters_Choose()
    {
        var log = await CreateAsync();
        var at = Samples.Now;
        var all = Enumerable.Range(0, 6).Select(days => Entry(at.AddDays(-20 * days)) with
        {
            Who = days % 2 == 0 ? "Ada" : "O'Brien", What = days < 3 ? "seeForm" : "acceptForm",
        }).ToArray();
        await Task.WhenAll(all.Select(entry => log.PutAsync(entry, default)));

        Assert.Equal(all[..3], await ReadAsync(log, new StaffLogQuery(From: all[2].At)));
        Assert.Equal(all[3..], await ReadAsync(log, new StaffLogQuery(To: all[2].At)));
        Assert.Equal(all[2..3], await ReadAsync(log, new StaffLogQuery(From: all[2].At, To: all[1].At)));
        Assert.Equal([all[1], all[3], all[5]], await ReadAsync(log, new StaffLogQuery(Who: "O'Brien")));
        Assert.Equal([all[4]], await ReadAsync(log, new StaffLogQuery(Who: "Ada", What: "acceptForm")));
        Assert.Empty(await ReadAsync(log, new StaffLogQuery(Who: "ada")));
    }

    [Fact]
    public async Task Cursor_GoesOnWhereThePageEnded_ThoughNewOnesCame()
    {
        var log = await CreateAsync();
        var at = Samples.Now;

        // Several in the same tick.
        var all = Enumerable.Range(0, 9).Select(number => Entry(at.AddDays(-30 * (number / 3)))).OrderBy(entry => StaffLogCursor.Of(entry).ToString(), StringComparer.Ordinal).ToArray();
        await Task.WhenAll(all.Select(entry => log.PutAsync(entry, default)));
        var read = new List<StaffLogEntry>();
        var query = new StaffLogQuery();
        do
        {
            var page = await new ReadStaffLog(log).ExecuteAsync(query, 2, default);
            read.AddRange(page.Entries);
            query = query with { After = page.Next };
            await log.PutAsync(Entry(at.AddDays(1)), default);
        }
        while (query.After is not null);

        Assert.Equal(all, read);
    }

    [Fact]
    public async Task Prune_RemovesWhatIsOlder()
    {
        var log = await CreateAsync();
        var all = Enumerable.Range(0, 4).Select(months => Entry(Samples.Now.AddMonths(-months))).ToArray();
        await Task.WhenAll(all.Select(entry => log.PutAsync(entry, default)));

        await log.PruneAsync(all[2].At, default);

        Assert.Equal(all[..3], await ReadAsync(log, new StaffLogQuery()));
    }

    protected static StaffLogEntry Entry(DateTimeOffset at) =>
        new(Samples.Hex(16), at, "Ada", StaffRole.Operator, StaffSignIn.Key, "seeForm", Samples.Hex(32), StaffOutcome.Done);

    private static async Task<List<StaffLogEntry>> ReadAsync(IStaffLog log, StaffLogQuery query)
    {
        var entries = new List<StaffLogEntry>();
        await foreach (var entry in log.ReadAsync(query, 2, default))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
