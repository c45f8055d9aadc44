namespace ParentalConsent.Core.Tests.Lives;

internal static class NoCaseLeft
{
    /// <summary>Lines that are left over go once a slow request can no longer need them.</summary>
    public static async Task AssertNoCaseIsLeftAsync(this World world)
    {
        await world.PassAsync(TimeSpan.FromHours(13));
        Assert.Empty(world.Cases.Store.All);
        Assert.Empty(world.Cases.Store.Lines);
        Assert.Empty(world.Poison);
    }
}
