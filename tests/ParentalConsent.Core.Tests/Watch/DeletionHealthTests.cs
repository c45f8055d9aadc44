using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Watch;

public sealed class DeletionHealthTests
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly WatchedFunction Sweep = new("Sweep", null, after => after.AddMinutes(5));

    [Theory]
    [InlineData(2, null, null, false, DeletionState.Good)]
    [InlineData(2, 59, null, false, DeletionState.Good)]
    [InlineData(2, 61, null, false, DeletionState.Overdue)]
    [InlineData(2, 61, null, true, DeletionState.DeletesNothing)]
    [InlineData(2, 61, 90, true, DeletionState.ClockDiffers)]
    [InlineData(21, 61, 90, true, DeletionState.SweepMissing)]
    public void TheWorst_IsWhatItSays(int sweptAgo, int? dueAgo, int? differsBy, bool nothingSettled, DeletionState state)
    {
        var found = new SweepFindings(
            Noon.AddMinutes(-sweptAgo), 1, null, 1, 1, 1, differsBy is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var swept = new SweepState { Last = found, NothingSettledSince = nothingSettled ? Noon.AddHours(-1) : null };

        var health = DeletionHealth.Of(
            new WatchRows([], new Watched<SweepState>(swept, "1")),
            dueAgo is { } minutes ? Noon.AddMinutes(-minutes) : null,
            Sweep,
            Noon.AddDays(-1),
            Noon);

        Assert.Equal(state, health.State);
        Assert.Equal(TimeSpan.FromMinutes(dueAgo ?? 0), health.Overdue);
    }

    [Theory]
    [InlineData(null, null, null, DeletionState.Good, null, 0)]
    [InlineData(30, null, null, DeletionState.Good, OverdueKind.Registration, 30)]
    [InlineData(30, 61, null, DeletionState.Overdue, OverdueKind.Case, 61)]
    [InlineData(90, 61, 70, DeletionState.Overdue, OverdueKind.Registration, 90)]
    [InlineData(null, 61, 70, DeletionState.Overdue, OverdueKind.Discovery, 70)]
    public void OldestOfAllKinds_IsTheOneNumber(int? line, int? oneCase, int? discovery, DeletionState state, OverdueKind? kind, int minutes)
    {
        var owed = new OwedBesides(Ago(oneCase), Ago(discovery), 4);
        var swept = new SweepState { Last = new SweepFindings(Noon.AddMinutes(-2), 0, null, 0, 0, 0, null) };

        var health = DeletionHealth.Of(
            new WatchRows([], new Watched<SweepState>(swept, "1"), Owed: new Watched<OwedBesides>(owed, "1")), Ago(line), Sweep, Noon.AddDays(-1), Noon);

        Assert.Equal((state, kind, TimeSpan.FromMinutes(minutes), 4), (health.State, health.Oldest?.Kind, health.Overdue, health.Owed.CasesForPerson));

        static DateTimeOffset? Ago(int? minutes) => minutes is { } some ? Noon.AddMinutes(-some) : null;
    }

    [Theory]
    [InlineData(20, DeletionState.Good)]
    [InlineData(21, DeletionState.SweepMissing)]
    public void NoSweepAtAll_IsMissedFromTheStartOn(int startedAgo, DeletionState state) => Assert.Equal(
        state, DeletionHealth.Of(new WatchRows([], null), null, Sweep, Noon.AddMinutes(-startedAgo), Noon).State);
}
