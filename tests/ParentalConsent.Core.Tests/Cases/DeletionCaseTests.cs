using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Tests.Lives;

namespace ParentalConsent.Core.Tests.Cases;

public class DeletionCaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    private static readonly ClientPolicy Client = World.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 10) };

    private static readonly CaseSchedule Schedule = new(Client);

    private static readonly Acknowledgement Said = new(Now, ["crm"]);

    private static readonly DeletionCase Planned = new()
    {
        DeletionId = new string('d', 24),
        RegistrationId = new string('e', 32),
        Attempt = new string('f', 16),
        ClientId = Client.Id,
        PlannedAt = Now,
        Line = CaseLine.New(new string('d', 24), Now),
        Steps = [new CaseStep(StepNames.ClientSystems)],
    };

    private static readonly DeletionCase Begun = Planned.Begin(Now, DeletionReason.Refused, Schedule, Now);

    [Fact]
    public void Client_IsRemindedHalfWayAndAtTheEnd_AndADayLaterSomebodyHasToLook()
    {
        Assert.Same(Begun, Begun.Chase(Schedule, Now.AddDays(5).AddTicks(-1)));
        var once = Begun.Chase(Schedule, Now.AddDays(5));
        Assert.Equal((1, Now.AddDays(10)), (Step(once).Tries, once.NextAt));
        Assert.Same(once, once.Chase(Schedule, Now.AddDays(10).AddTicks(-1)));
        var twice = once.Chase(Schedule, Now.AddDays(10));
        Assert.Equal((2, false, Now.AddDays(11)), (Step(twice).Tries, twice.NeedsPerson, twice.NextAt));
        var overdue = twice.Chase(Schedule, Now.AddDays(11));
        Assert.Equal((2, true, Now.AddDays(12)), (Step(overdue).Tries, overdue.NeedsPerson, overdue.NextAt));
    }

    [Fact]
    public void ServiceThatWasDown_SendsTheLastReminderAlone_AndLeavesADayForIt()
    {
        var late = Begun.Chase(Schedule, Now.AddDays(30));
        Assert.Equal((2, false, Now.AddDays(31)), (Step(late).Tries, late.NeedsPerson, late.NextAt));
    }

    [Fact]
    public void ClientThatLeftThePolicy_NeedsAPersonAtOnceAndDaily_AndIsAskedAnewOnceItIsBack()
    {
        var gone = new CaseSchedule(null);
        var left = Begun.Chase(gone, Now);
        Assert.Equal((true, CaseStep.NotInPolicy, 0, Now.AddDays(1)), (left.NeedsPerson, Step(left).LastError, Step(left).Tries, left.NextAt!.Value));
        Assert.Same(left, left.Chase(gone, Now.AddDays(1).AddTicks(-1)));
        Assert.Equal(Now.AddDays(2), left.Chase(gone, Now.AddDays(1)).NextAt);
        Assert.Same(left, left.Retry(gone, Now.AddHours(1)));

        var back = left.Chase(Schedule, Now.AddDays(40));
        Assert.Equal(
            (false, null, 1, Now.AddDays(50), Now.AddDays(50)),
            (back.NeedsPerson, Step(back).LastError, Step(back).Tries, Step(back).DueAt!.Value, back.NextAt!.Value));
        Assert.Equal(2, Step(back.Chase(Schedule, Now.AddDays(50))).Tries);
        Assert.Equal((false, null, 1), (left.Retry(Schedule, Now.AddDays(40)).NeedsPerson, Step(left.Retry(Schedule, Now.AddDays(40))).LastError, Step(left.Retry(Schedule, Now.AddDays(40))).Tries));
        Assert.Null(Step(left.Acknowledge(Said, Now.AddDays(1))).LastError);
    }

    [Fact]
    public void ClientThatIsNotToAcknowledgeAnyMore_IsNotReminded_AndSomebodyHasToLookWhenItsTimeIsOver()
    {
        var schedule = new CaseSchedule(World.Client);
        Assert.Same(Begun, Begun.Chase(schedule, Now.AddDays(5).AddTicks(-1)));
        var halfWay = Begun.Chase(schedule, Now.AddDays(5));
        Assert.Equal((0, false, Now.AddDays(10)), (Step(halfWay).Tries, halfWay.NeedsPerson, halfWay.NextAt!.Value));
        var over = halfWay.Chase(schedule, Now.AddDays(10));
        Assert.Equal((0, true, Now.AddDays(11)), (Step(over).Tries, over.NeedsPerson, over.NextAt!.Value));
        Assert.True(over.Acknowledge(Said, Now.AddDays(12)).IsComplete);
    }

    [Fact]
    public void WhatNeedsAPerson_IsStillClosedByTheClient()
    {
        var overdue = Begun.Chase(Schedule, Now.AddDays(10)).Chase(Schedule, Now.AddDays(11));
        var closed = overdue.Acknowledge(Said, Now.AddDays(90));
        Assert.True(closed.IsComplete);
        Assert.False(closed.NeedsPerson);
        Assert.Equal(Now.AddDays(90), closed.CompletedAt);
        Assert.Null(closed.NextAt);
    }

    [Fact]
    public void Acknowledged_StaysAsItWas()
    {
        var acknowledged = Begun.Acknowledge(Said, Now.AddDays(1));
        Assert.Same(acknowledged, acknowledged.Acknowledge(new Acknowledgement(null, ["other"]), Now.AddDays(2)));
        Assert.Same(acknowledged, acknowledged.Chase(Schedule, Now.AddDays(90)));
    }

    [Fact]
    public void AcknowledgedBeforeItWasBegun_IsCompleteWithItsBeginning()
    {
        var early = Planned.Acknowledge(Said, Now.AddSeconds(1));
        Assert.False(early.IsComplete);
        var begun = early.Begin(Now.AddSeconds(-1), DeletionReason.Refused, Schedule, Now.AddMinutes(1));
        Assert.True(begun.IsComplete);
        Assert.Equal(Now.AddSeconds(1), begun.CompletedAt);
    }

    [Fact]
    public void TestClient_IsChasedFaster_ButNoAlarmComesMoreThanHourly()
    {
        var schedule = new CaseSchedule(Client with { Test = true, TimeScale = 86400 });
        Assert.Equal(TimeSpan.FromSeconds(10), schedule.Within);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.LastGrace);
        Assert.Equal(TimeSpan.FromHours(1), schedule.BetweenAlarms);
    }

    [Fact]
    public void Records_SayWhatWasSaid_AndComeBack()
    {
        string[] systems = [.. Enumerable.Range(10, Acknowledgement.MostSystems).Select(number => $"{new string('s', Acknowledgement.LongestSystem - 2)}{number}")];
        var closed = Begun.Acknowledge(new Acknowledgement(Now.AddHours(1), systems), Now.AddHours(2));
        var record = CaseRecords.OfStep(closed, Step(closed));
        var read = CaseRecords.StepOf(record);
        Assert.Equal(systems, read.Systems);
        Assert.Equal((StepNames.ClientSystems, StepState.Done, Now.AddHours(2), Now.AddHours(1)), (read.Name, read.State, read.DoneAt!.Value, read.StatedAt!.Value));
        Assert.Equal([StepNames.ClientSystems], CaseRecords.StepsOf(CaseRecords.OfClosing(closed)));
        Assert.Equal(Now.AddHours(2), CaseRecords.TimeOf(CaseRecords.OfClosing(closed)));
    }

    [Fact]
    public void Line_IsReadAsItWasWritten_AndNothingElseIs()
    {
        var line = CaseLine.New(Planned.DeletionId, Now);
        Assert.True(CaseLine.TryParse(line.ToString(), out var read));
        Assert.Equal(line, read);
        Assert.NotEqual(line, CaseLine.New(Planned.DeletionId, Now));
        Assert.All(
            new[] { null, "", "a-b-1", $"{Planned.DeletionId}-{Planned.Attempt}", $"{Planned.DeletionId}-{Planned.Attempt}-x", $"{Planned.RegistrationId}-{Planned.Attempt}-1" },
            text => Assert.False(CaseLine.TryParse(text, out _)));
    }

    [Theory]
    [InlineData("2026-11-29T08:00:00Z", true)]
    [InlineData("2026-11-29T08:00:00.1234567+05:30", true)]
    [InlineData("2026-11-29T08:00:00", false)]
    [InlineData("2026-11-29", false)]
    [InlineData("29.11.2026 08:00:00Z", false)]
    [InlineData("", false)]
    public void Time_SaysItsOffset(string text, bool isTime) => Assert.Equal(isTime, Acknowledgement.ParseTime(text) is not null);

    [Theory]
    [InlineData("""{"acknowledged":true}""", true)]
    [InlineData("""{"acknowledged":true,"deletedAt":null,"systems":null,"other":1}""", true)]
    [InlineData("""{"acknowledged":true,"deletedAt":"2026-11-29T07:59:00Z","systems":["crm","crm"]}""", true)]
    [InlineData("""{"acknowledged":true,"deletedAt":"2026-11-30T07:59:00Z"}""", false)]
    [InlineData("""{"acknowledged":true,"deletedAt":7}""", false)]
    [InlineData("""{"acknowledged":true,"systems":["A B"]}""", false)]
    [InlineData("""{"acknowledged":true,"systems":"crm"}""", false)]
    [InlineData("""{"acknowledged":true,"systems":[7]}""", false)]
    [InlineData("""{"acknowledged":false}""", false)]
    [InlineData("""{"acknowledged":"true"}""", false)]
    [InlineData("[true]", false)]
    [InlineData("OK", false)]
    [InlineData("", false)]
    public void AnswerOfAReceiver_CountsWhereAllOfItIsAsItShouldBe(string body, bool counts) =>
        Assert.Equal(counts, Acknowledgement.ParseAnswer(System.Text.Encoding.UTF8.GetBytes(body), Now) is not null);

    [Fact]
    public void WhatSomebodySavedDuringARun_IsKept_WithWhatTheRunDid()
    {
        var taken = Planned with
        {
            Steps = [new CaseStep(StepNames.ClientSystems), new CaseStep("target:a") { Found = 3, NextAt = Now }, new CaseStep("target:b") { Found = 1, NextAt = Now }],
            SubjectId = "child-1",
            BusyUntil = Now.AddMinutes(5),
        };
        var ran = taken.Cleared("target:a", Now).Failed("target:b", "HTTP 403", Schedule, Now) with { BusyUntil = null };

        var acknowledged = taken.Acknowledge(Said, Now).AfterRun(taken, ran);
        Assert.Equal([StepState.Done, StepState.Done, StepState.Open], acknowledged.Steps.Select(step => step.State));
        Assert.Equal(("HTTP 403", 1), (acknowledged.Steps[2].LastError, acknowledged.Steps[2].Tries));
        Assert.Null(acknowledged.BusyUntil);
        Assert.Equal("child-1", acknowledged.SubjectId);

        var retried = taken.Retry(Schedule, Now.AddMinutes(1)).AfterRun(taken, ran);
        Assert.Equal([StepState.Open, StepState.Done, StepState.Open], retried.Steps.Select(step => step.State));
        Assert.Equal(("HTTP 403", 0, Now.AddMinutes(1)), (retried.Steps[2].LastError, retried.Steps[2].Tries, retried.Steps[2].NextAt));
        Assert.Equal(1, retried.Steps[0].Tries);

        var cleared = taken.Acknowledge(Said, Now).AfterRun(taken, ran.Cleared("target:b", Now));
        Assert.True(cleared.Steps.All(step => !step.IsOpen));
        Assert.Null(cleared.SubjectId);
    }

    private static CaseStep Step(DeletionCase one) => one.Find(StepNames.ClientSystems)!;
}
