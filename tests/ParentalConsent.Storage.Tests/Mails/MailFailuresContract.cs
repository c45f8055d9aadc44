using ParentalConsent.Core.Mails;

namespace ParentalConsent.Storage.Tests.Mails;

/// <summary>What every store of mail failures does.</summary>
public abstract class MailFailuresContract
{
    protected abstract Task<IMailFailures> CreateAsync();

    [Fact]
    public async Task Read_GivesTheNewestFirst_AsManyAsAskedFor()
    {
        var failures = await CreateAsync();
        var all = Enumerable.Range(0, 12).Select(hours => Failure(Samples.Now.AddHours(-7 * hours))).ToList();
        foreach (var failure in all.OrderBy(failure => failure.RegistrationId, StringComparer.Ordinal))
        {
            await failures.AddAsync(failure, default);
        }

        Assert.Equal(all[..5], await failures.ReadAsync(Samples.Now.AddDays(-30), 5, default));
        Assert.Equal(all, await failures.ReadAsync(all[^1].At, 50, default));
        Assert.Equal(all[..^1], await failures.ReadAsync(all[^1].At.AddTicks(1), 50, default));
        Assert.Empty(await failures.ReadAsync(Samples.Now.AddTicks(1), 50, default));
    }

    [Fact]
    public async Task Add_OfTheSameMailOnTheSameDay_TakesThePlaceOfTheEarlier()
    {
        var failures = await CreateAsync();
        var first = Failure(Samples.Now);
        var again = first with { At = first.At.AddHours(1), Tries = 9, Final = true, Error = "550" };
        var otherKind = first with { Kind = MailKind.Granted, At = first.At.AddHours(2) };
        var nextDay = first with { At = first.At.AddDays(1) };
        foreach (var failure in new[] { first, again, otherKind, nextDay })
        {
            await failures.AddAsync(failure, default);
        }

        Assert.Equal([nextDay, otherKind, again], await failures.ReadAsync(Samples.Now.AddDays(-1), 50, default));
    }

    [Fact]
    public async Task Prune_RemovesWhatIsOlder()
    {
        var failures = await CreateAsync();
        var all = Enumerable.Range(0, 130).Select(hours => Failure(Samples.Now.AddHours(-hours))).ToList();
        await Task.WhenAll(all.Select(failure => failures.AddAsync(failure, default)));
        await failures.PruneAsync(all[20].At, default);
        Assert.Equal(all[..21], await failures.ReadAsync(Samples.Now.AddDays(-30), 500, default));
        await failures.PruneAsync(all[20].At, default);
    }

    private static MailFailure Failure(DateTimeOffset at) =>
        new(Samples.Hex(32), "games", MailKind.Reminder, "451", 3, false, at);
}
