using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>More forms wait than fit on one page.</summary>
public class ReviewListTests
{
    private const int Waiting = ReadReviews.PageSize + 30;

    private readonly World world = new(World.Client with { Methods = [VerificationMethod.SignedForm] });

    [Fact]
    public async Task EveryFormIsOnOnePage_TheLongestWaitingFirst()
    {
        for (var child = 0; child < Waiting; child++)
        {
            await SendFormAsync(child);
            world.Clock.Advance(TimeSpan.FromSeconds(child % 3));
        }

        var first = await world.Reviews.ExecuteAsync(null, default);
        Assert.Equal(ReadReviews.PageSize, first.Waiting.Count);
        world.Calls.Reset();
        var second = await world.Reviews.ExecuteAsync(ReviewCursor.Parse(first.Next!.ToString()), default);

        Assert.Equal(1 + 30, world.Calls.Count);
        Assert.Null(second.Next);
        var all = first.Waiting.Concat(second.Waiting).ToArray();
        Assert.Equal(Waiting, all.Select(registration => registration.Id).Distinct().Count());
        Assert.Equal(all.Select(registration => registration.Verification.Since), all.Select(registration => registration.Verification.Since).Order());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5-00")]
    [InlineData("5-")]
    [InlineData("99999999999999999999-00")]
    [InlineData("9223372036854775807-00")]
    public void WhatIsNoCursor_IsNone(string? text) => Assert.Null(ReviewCursor.Parse(text));

    private async Task SendFormAsync(int child)
    {
        await world.Start.ExecuteAsync(
            World.Child($"child-{child}", world.TheClient) with { ParentEmail = $"parent-{child}@example.com" }, default);
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.Pending>(await world.DecideAsync(ConsentDecision.Grant));
        Assert.IsType<UploadFormResult.Received>(await world.UploadAsync());
    }
}
