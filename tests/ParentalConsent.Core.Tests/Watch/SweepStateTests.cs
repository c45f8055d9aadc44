using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Tests.Watch;

public sealed class SweepStateTests
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 6, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void LinesThatStayForFifteenMinutes_DeleteNothing()
    {
        var first = SweepState.After(null, At(0, settleable: 2, stillThere: 2));
        var second = SweepState.After(first, At(5, settleable: 2, stillThere: 2));
        var third = SweepState.After(second, At(10, settleable: 2, stillThere: 2));
        var fourth = SweepState.After(third, At(15, settleable: 3, stillThere: 2));

        Assert.Equal([false, false, false, true], [first.DeletesNothing, second.DeletesNothing, third.DeletesNothing, fourth.DeletesNothing]);
        Assert.Equal(Noon, fourth.NothingSettledSince);
    }

    [Fact]
    public void OneLineThatIsSettled_SaysThatItWorks()
    {
        var stuck = SweepState.After(SweepState.After(null, At(0, 5, 5)), At(60, 5, 5));
        var moves = SweepState.After(stuck, At(65, 9, 4));

        Assert.True(stuck.DeletesNothing);
        Assert.Null(moves.NothingSettledSince);
        Assert.False(moves.DeletesNothing);
    }

    [Fact]
    public void WhatWasNotHandedOut_IsNotMissed()
    {
        var waited = SweepState.After(null, At(0, settleable: 0, stillThere: 4));

        Assert.False(SweepState.After(SweepState.After(waited, At(60, 0, 4)), At(120, 0, 4)).DeletesNothing);
    }

    [Fact]
    public void MessagesThatAreReady_WaitFromTheSweepThatSawThemFirst_UntilOneIsFinished()
    {
        var first = SweepState.After(null, At(0)).WithReady(["deletions"], _ => null);
        var second = SweepState.After(first, At(5)).WithReady(["deletions", "reminders"], _ => Noon.AddMinutes(-1));
        var third = SweepState.After(second, At(10)).WithReady(["deletions"], _ => Noon.AddMinutes(7));

        Assert.Equal(Noon, second.WaitingSince["deletions"]);
        Assert.Equal(Noon.AddMinutes(5), second.WaitingSince["reminders"]);
        Assert.Equal(Noon.AddMinutes(10), Assert.Single(third.WaitingSince).Value);
    }

    private static SweepFindings At(int minutes, int settleable = 0, int stillThere = 0) =>
        new(Noon.AddMinutes(minutes), settleable, null, settleable, settleable, stillThere, null);
}
