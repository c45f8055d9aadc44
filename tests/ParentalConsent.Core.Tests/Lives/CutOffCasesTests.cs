using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Registrations;
using Xunit.Abstractions;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>
/// Each life of a case once for each call it makes to a port, twice over: cut off just before the call, and just after it (the answer
/// is lost). Whatever happens then, every step is done, told and logged once.
/// </summary>
public class CutOffCasesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Lives => [.. CaseLife.All.Keys];

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task ACutAtAnyCall_ChangesNothingInTheEnd(string name)
    {
        var life = CaseLife.All[name];
        var first = await life.PlayAsync(cutAt: null, after: false);
        AssertEnd(first, life);
        var calls = first.Calls.Count;
        output.WriteLine($"{2 * calls} kill points");
        Assert.InRange(calls, 20, 1000);
        for (var cutAt = 1; cutAt <= calls; cutAt++)
        {
            foreach (var after in new[] { false, true })
            {
                try
                {
                    AssertEnd(await life.PlayAsync(cutAt, after), life);
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException(
                        $"Cut off {(after ? "after" : "before")} call {cutAt} of {string.Join(", ", first.Calls.Names.Take(cutAt + 3))}.", wrong);
                }
            }
        }
    }

    private static void AssertEnd(World world, CaseLife life)
    {
        Assert.Empty(world.Poison);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Cases.Store.All);
        Assert.Empty(world.Cases.Store.Lines);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Details);
        Assert.Equal([.. life.ToldBefore, .. life.Requests.Select(_ => "deletion.requested"), "deletion.completed"], world.Feed.Words);
        Assert.Equal(life.Requests, world.Feed.Events.Where(told => told.Type is EventType.DeletionRequested).Select(told => told.Reminder));
        Assert.Equal(life.Logged, world.Log.Entries.Select(entry => entry.Record.Kind));
        var cleared = world.Log.Entries.Where(entry => entry.Record.Kind is LogKind.TargetCleared).Select(entry => entry.Record.Facts).ToList();
        Assert.Equal(cleared.Count == 0 ? 1500 : 0, world.Cases.Targets["profiles", "child-1"]);
        Assert.All(cleared, facts => Assert.Equal(facts["step"] == "target:profiles" ? "1500 0" : "0 0", $"{facts["found"]} {facts["left"]}"));
    }
}
