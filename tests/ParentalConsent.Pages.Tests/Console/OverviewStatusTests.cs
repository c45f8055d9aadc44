using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Watch;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Pages.Tests.Console;

public sealed class OverviewStatusTests
{
    [Fact]
    public void QuietService_IsGood() => Assert.Empty(OverviewStatus.Concerns(Every.Overview()));

    [Theory]
    [InlineData(0, null)]
    [InlineData(15, null)]
    [InlineData(16, "3 registrations are overdue for deletion, the oldest for 16 minutes")]
    [InlineData(60 * 50, "3 registrations are overdue for deletion, the oldest for 2 days")]
    public void WhatIsDue_IsAConcern_OnceTheSweepShouldHaveTakenIt(int minutes, string? concern)
    {
        var overview = Every.Overview() with { Deadlines = new DeadlineCounts(3, 0, 3, Sample.Now.AddMinutes(-minutes)) };

        Assert.Equal(concern is null ? [] : [concern], OverviewStatus.Concerns(overview));
    }

    [Fact]
    public void PoisonMessages_AreAConcern()
    {
        var overview = Every.Overview() with { Queues = [new QueueStatus("deletions", 0, 1, false), new QueueStatus("reminders", 9, 0, true)] };

        Assert.Equal(["1 message was given up on in the queue deletions"], OverviewStatus.Concerns(overview));
    }

    /// <summary>Where no sweep runs at all, that is what is said.</summary>
    [Theory]
    [InlineData(3, DeletionState.Good, "the timer Sweep has not finished well for 3 hours")]
    [InlineData(null, DeletionState.Good, "the timer Sweep has never finished well")]
    [InlineData(3, DeletionState.SweepMissing, "no sweep has finished for 60 seconds: nothing that falls due is deleted")]
    public void TimerThatNeverFinishesWell_IsAConcern(int? hours, DeletionState state, string concern)
    {
        var beat = new Heartbeat("Sweep", Sample.Now, hours is { } ago ? Sample.Now.AddHours(-ago) : null);
        var watch = Every.Watch(state) with { Functions = [new FunctionStatus(new WatchedFunction("Sweep", null, at => at), beat, null, true)] };

        Assert.Equal([concern], OverviewStatus.Concerns(Every.Overview() with { Watch = watch }));
    }

    [Theory]
    [InlineData(1, "1 case of a deletion needs a person")]
    [InlineData(2, "2 cases of deletions need a person")]
    public void WhatIsOwedBesides_IsAConcern(int cases, string concern)
    {
        var owed = new OwedBesides(Sample.Now.AddHours(-4), Sample.Now.AddHours(-3), cases);

        Assert.Equal(
            [
                "cases of deletions are not looked at, the oldest for 4 hours",
                "lines of a discovery are kept past their day, the oldest for 3 hours",
                concern,
            ],
            OverviewStatus.Concerns(Every.Overview() with { Watch = Every.Watch(DeletionState.Good, owed: owed) }));
    }

    [Theory]
    [InlineData(5, false, 1, true)]
    [InlineData(2, false, 1, false)]
    [InlineData(5, true, 1, false)]
    [InlineData(5, false, 30, false)]
    public void MailServerInTrouble_IsAConcern_AndAWrongAddressIsNot(int tries, bool final, int hoursAgo, bool concerns)
    {
        var failure = new MailFailure(Sample.Waiting.Id, "wayfarer", MailKind.Notice, "421", tries, final, Sample.Now.AddHours(-hoursAgo));

        Assert.Equal(concerns, OverviewStatus.Concerns(Every.Overview() with { MailFailures = [failure] }).Count > 0);
    }
}
