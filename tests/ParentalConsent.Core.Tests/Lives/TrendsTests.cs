using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Trends;

namespace ParentalConsent.Core.Tests.Lives;

public class TrendsTests
{
    [Fact]
    public async Task Trends_AreWhatHappened()
    {
        var world = new World();
        await world.Start.ExecuteAsync(World.Child("old"), default);
        await world.PassAsync(TimeSpan.FromDays(60));
        await world.Start.ExecuteAsync(World.Child("silent"), default);
        await world.PassAsync(TimeSpan.FromDays(15));
        await world.Start.ExecuteAsync(World.Child("refused"), default);
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Recorded>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Refuse), default));
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.PassAsync(TimeSpan.FromDays(2));
        await world.Start.ExecuteAsync(World.Child("granted"), default);
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Recorded>(await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default));
        await world.PassAsync(TimeSpan.FromHours(1));
        await world.Start.ExecuteAsync(World.Child("waits"), default);

        var trends = await new ReadTrends(new ReadDeletionLog(world.Log, world.Checkpoints), world.Feed, world.Deadlines, world.Policies, world.Clock).ExecuteAsync(default);

        var ends = trends.Days.SelectMany(day => day.Deleted).GroupBy(end => end.Key, end => end.Value).ToDictionary(end => end.Key, end => end.Sum());
        Assert.Equal(new Dictionary<DeletionReason, int> { [DeletionReason.Expired] = 1, [DeletionReason.Refused] = 1 }, ends);
        Assert.Equal((trends.Days[^1].Day, 1), Assert.Single(trends.Granted, day => day.Count > 0));
        Assert.Equal(DateOnly.FromDateTime(world.Clock.Now.UtcDateTime), trends.Days[^1].Day);
        Assert.Equal((30, true), (trends.Days.Count, trends.IsWhole));
        Assert.All(trends.Days, day => Assert.True(day.LongestLag is null || day.LongestLag < TimeSpan.FromHours(1)));
        var waiting = Assert.Single(trends.Waiting, day => day.Count > 0);
        Assert.Equal((DateOnly.FromDateTime(world.Clock.Now.AddDays(14).UtcDateTime), 1), waiting);
    }
}
