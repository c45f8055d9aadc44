using System.Text;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Registrations;
using ParentalConsent.TestKit;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Which notice was decided on, and that it can be shown again.</summary>
public class NoticeTests
{
    private const string Kept = "Notices.AddAsync";

    private readonly World world = new();

    [Theory]
    [InlineData(ConsentDecision.Grant)]
    [InlineData(ConsentDecision.Refuse)]
    [InlineData(ConsentDecision.NotMyChild)]
    public async Task Decision_RecordsTheNotice_WhichCanBeReadAgain(ConsentDecision decision)
    {
        await AskAsync();
        Assert.Null(world.Only.NoticeHash);
        await DecideAsync(world.Answer(decision));

        var text = await world.Notices.FindAsync(world.Only.NoticeHash!, default);
        Assert.Equal(world.Only.NoticeHash, DirectNotice.HashOf(text!.Value.Span));
        Assert.StartsWith("Games asks for your consent\n", Encoding.UTF8.GetString(text.Value.Span), StringComparison.Ordinal);
        Assert.Equal(ShippedNotices.English.Version, world.Only.NoticeVersion);
    }

    [Fact]
    public async Task Notice_IsKeptBeforeTheFirstMailThatUsesIt_AndOnceOnly()
    {
        await AskAsync();
        var names = world.Calls.Names.ToList();
        Assert.InRange(names.IndexOf(Kept), 0, names.IndexOf("Mailer.SendAsync"));
        await DecideAsync(world.Answer(ConsentDecision.Grant));
        for (var child = 2; child < 6; child++)
        {
            await world.Start.ExecuteAsync(World.Child($"child-{child}"), default);
            await world.DeliverAsync();
        }

        Assert.Equal(1, world.Calls.CountOf(Kept));
        Assert.Single(world.Notices.Hashes);
    }

    [Fact]
    public async Task MailGoesOut_OnlyOnceTheNoticeIsKept()
    {
        world.Calls.Before = call => call == Kept ? throw new CutOffException() : Task.CompletedTask;
        await AskAsync();
        Assert.Empty(world.Mailer.Sent);
        Assert.Single(world.Poison);
    }

    [Fact]
    public async Task YesToANoticeThatSaysSomethingElseByNow_IsNotTaken_AndANoIs()
    {
        await AskAsync();
        var stale = world.Answer(ConsentDecision.Grant) with { NoticeHash = new string('0', 64) };
        Assert.IsType<RecordDecisionResult.NoticeChanged>(await DecideAsync(stale));
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);

        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(stale with { Decision = ConsentDecision.Refuse }));
        Assert.Null(world.Only.NoticeHash);
    }

    [Fact]
    public async Task HashThatThePageShowed_IsTheOneRecorded()
    {
        await AskAsync();
        var shown = Assert.Single(world.Notices.Hashes);
        Assert.IsType<RecordDecisionResult.Recorded>(await DecideAsync(world.Answer(ConsentDecision.Grant) with { NoticeHash = shown }));
        Assert.Equal(shown, world.Only.NoticeHash);
    }

    [Fact]
    public async Task YesThatAllowsNothing_IsNotTaken()
    {
        await world.Start.ExecuteAsync(World.Child() with { Purposes = ["newsletter"] }, default);
        await world.DeliverAsync();
        Assert.IsType<RecordDecisionResult.NothingAllowed>(await DecideAsync(world.Answer(ConsentDecision.Grant) with { Purposes = [] }));
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    private async Task AskAsync()
    {
        await world.Start.ExecuteAsync(World.Child(), default);
        await world.DeliverAsync();
    }

    private Task<RecordDecisionResult> DecideAsync(RecordDecisionCommand command) => world.Decide.ExecuteAsync(command, default);
}
