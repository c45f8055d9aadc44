using System.Text;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Tests.Certificates;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Lives;

public class CaseLivesTests
{
    private static readonly ClientPolicy Acknowledging = World.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) };

    private static readonly string[] Asked = ["registration.pending", "deletion.requested"];

    private readonly World world = new(Acknowledging);
    private LogParts? parts;

    [Fact]
    public async Task ClientThatIsNotAsked_HasItsDeletionCompleteWithTheLogEntry_AndCostsNoCallForCases()
    {
        var simple = new World();
        await CancelAsync(simple);
        Assert.Equal(["registration.pending", "deletion.requested", "deletion.completed"], simple.Feed.Words);
        Assert.Equal(["Cases.ReadDueAsync", "Cases.CountForPersonAsync"], simple.Calls.Names.Where(name => name.StartsWith("Cases.", StringComparison.Ordinal)).Distinct());
        Assert.Equal(LogKind.Deletion, Assert.Single(simple.Log.Entries).Record.Kind);
        var view = (await simple.Cases.Read.ExecuteAsync(simple.Only.DeletionId, default))!;
        Assert.Equal(simple.Only.DeletedAt, view.CompletedAt);
        Assert.Equal([(StepNames.HeldData, StepState.Done), (StepNames.ContactDetails, StepState.Done)], view.Steps.Select(step => (step.Name, step.State)));
    }

    [Fact]
    public async Task ClientThatIsAsked_CompletesTheDeletionByItsAcknowledgement()
    {
        await CancelAsync(world);
        Assert.Equal(Asked, world.Feed.Words);
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Details);
        Assert.Null((await ReadAsync()).CompletedAt);

        world.Clock.Advance(TimeSpan.FromHours(1));
        var acknowledgedAt = world.Clock.Now;
        var noted = Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync(new Acknowledgement(acknowledgedAt, ["crm", "backup"])));
        Assert.Equal(acknowledgedAt, noted.Case.CompletedAt);
        await world.DeliverAsync();

        Assert.Equal([.. Asked, "deletion.completed"], world.Feed.Words);
        Assert.Equal(acknowledgedAt, world.Feed.Events[^1].At);
        Assert.Equal([LogKind.Deletion, LogKind.Acknowledgement, LogKind.CaseClosed], world.Log.Entries.Select(entry => entry.Record.Kind));
        Assert.Equal("backup", world.Log.Entries[1].Record.Facts["systems"]![4..]);
        await world.AssertNoCaseIsLeftAsync();
        var view = await ReadAsync();
        Assert.Equal(acknowledgedAt, view.CompletedAt);
        Assert.Equal(["crm", "backup"], view.Steps[^1].Systems);
        Assert.Equal([StepNames.HeldData, StepNames.ContactDetails, StepNames.ClientSystems], view.Steps.Select(step => step.Name));
    }

    [Fact]
    public async Task Certificate_NamesEachStep_AndIsCompleteOnlyOnceTheClientDeleted()
    {
        await CancelAsync(world);
        var open = await CertifyAsync();
        Assert.False(open.Complete);
        Assert.Equal(new CertificateStep(StepNames.ClientSystems, Done: false), open.Steps[^1]);

        var at = world.Clock.Now;
        await AcknowledgeAsync(new Acknowledgement(at, ["crm"]));
        await world.DeliverAsync();
        await world.AssertNoCaseIsLeftAsync();
        var complete = await CertifyAsync();
        Assert.True(complete.Complete);
        Assert.Equal([StepNames.HeldData, StepNames.ContactDetails, StepNames.ClientSystems], complete.Steps.Select(step => step.Name));
        var (said, step) = (complete.Steps[^1], CertificateStep.ByClient);
        Assert.Equal((true, at, step, "crm"), (said.Done, said.At, said.By, Assert.Single(said.Systems!)));
    }

    [Fact]
    public async Task Acknowledgement_TwiceOrLate_ChangesNothing_AndAnotherClientsIsNotThere()
    {
        await CancelAsync(world);
        Assert.IsType<AcknowledgeDeletionResult.NotFound>(await AcknowledgeAsync(client: "school"));
        Assert.IsType<AcknowledgeDeletionResult.NotFound>(await AcknowledgeAsync(deletionId: new string('0', 24)));
        Assert.IsType<AcknowledgeDeletionResult.NotFound>(await AcknowledgeAsync(deletionId: "../x"));
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync());
        Assert.IsType<AcknowledgeDeletionResult.Known>(await AcknowledgeAsync());
        await world.DeliverAsync();
        world.Clock.Advance(TimeSpan.FromDays(60));
        Assert.IsType<AcknowledgeDeletionResult.Known>(await AcknowledgeAsync());
        Assert.IsType<AcknowledgeDeletionResult.NotFound>(await AcknowledgeAsync(client: "school"));
        await world.DeliverAsync();
        Assert.Equal(3, world.Log.Entries.Count);
        Assert.Single(world.Feed.Words, word => word == "deletion.completed");
    }

    [Fact]
    public async Task Acknowledgement_NobodyAskedFor_IsLoggedOnce()
    {
        var simple = new World();
        await CancelAsync(simple);
        simple.Clock.Advance(TimeSpan.FromDays(20));
        var command = new AcknowledgeDeletionCommand("games", simple.Only.DeletionId, new Acknowledgement(null, []));
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await simple.Cases.Acknowledge.ExecuteAsync(command, default));
        Assert.IsType<AcknowledgeDeletionResult.Known>(await simple.Cases.Acknowledge.ExecuteAsync(command, default));
        Assert.Equal([LogKind.Deletion, LogKind.Acknowledgement], simple.Log.Entries.Select(entry => entry.Record.Kind));
        var view = (await simple.Cases.Read.ExecuteAsync(simple.Only.DeletionId, default))!;
        Assert.Equal((StepNames.ClientSystems, simple.Only.DeletedAt), (view.Steps[^1].Name, view.CompletedAt));
    }

    /// <summary>Whoever removed the case cannot keep the client's word out of the log.</summary>
    [Fact]
    public async Task Acknowledgement_OfACaseThatIsGone_IsLogged()
    {
        await CancelAsync(world);
        Assert.Null((await ReadAsync()).CompletedAt);
        Assert.True(await world.Cases.Store.TryRemoveAsync((await world.Cases.Store.FindAsync(world.Only.DeletionId, default))!, default));
        Assert.Null((await ReadAsync()).CompletedAt);
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync());
        Assert.IsType<AcknowledgeDeletionResult.Known>(await AcknowledgeAsync());
        Assert.Equal(world.Clock.Now, (await ReadAsync()).CompletedAt);
    }

    [Fact]
    public async Task Acknowledgement_BeforeTheRequest_IsRefused()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Cases.Plan.ExecuteAsync(world.Only, world.Clock.Now, default);
        Assert.IsType<AcknowledgeDeletionResult.NotRequested>(await AcknowledgeAsync());
        Assert.True(Assert.Single(world.Cases.Store.All).Steps[0].IsOpen);
    }

    [Fact]
    public async Task PlannedCase_WhoseRegistrationGoesOn_IsForgotten()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Cases.Plan.ExecuteAsync(world.Only, world.Clock.Now, default);
        await world.DecideAsync(ConsentDecision.Grant);
        await world.PassAsync(TimeSpan.FromHours(13));
        await world.AssertNoCaseIsLeftAsync();
        Assert.Empty(world.Log.Entries);

        await world.DecideAsync(ConsentDecision.Withdraw, "Granted 0");
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.True(Assert.Single(world.Cases.Store.All).IsBegun);
    }

    [Fact]
    public async Task SilentClient_IsRemindedTwice_ThenSomebodyHasToLook_AndALateWordCloses()
    {
        await CancelAsync(world);
        var begunAt = world.Clock.Now;
        await world.PassAsync(TimeSpan.FromDays(4.6));
        Assert.Equal([null, 1], Requests.Select(told => told.Reminder));
        await world.PassAsync(TimeSpan.FromDays(4));
        Assert.Equal([null, 1, 2], Requests.Select(told => told.Reminder));
        Assert.Single(Requests.Select(told => told.DeletionId).Distinct());
        Assert.Equal(3, Requests.Select(told => told.Id).Distinct().Count());
        Assert.False((await ReadAsync()).NeedsPerson);
        await world.PassAsync(TimeSpan.FromDays(12));
        Assert.Equal(3, Requests.Count);
        Assert.True((await ReadAsync()).NeedsPerson);
        Assert.Equal(begunAt.AddDays(8), (await ReadAsync()).Steps[^1].DueAt!.Value, TimeSpan.FromHours(1));
        Assert.Single(world.Cases.Store.Lines);

        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync());
        await world.DeliverAsync();
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
        await world.AssertNoCaseIsLeftAsync();
    }

    [Fact]
    public async Task AnswerOfTheWebhook_AcknowledgesAtOnce_AndOneThatSaysNothingDoesNot()
    {
        var hooked = new World(Acknowledging with { Webhook = new Uri("https://games.example/hook") });
        hooked.Sender.Answer = told => new WebhookAnswer.Done(
            "200", told.Event.Type is EventType.DeletionRequested ? Encoding.UTF8.GetBytes("""{"acknowledged":true,"systems":["crm"]}""") : ReadOnlyMemory<byte>.Empty);
        await CancelAsync(hooked);
        Assert.Equal("deletion.completed", hooked.Sender.Taken[^1].Event.Type.Word());
        Assert.Equal("crm", hooked.Log.Entries[1].Record.Facts["systems"]);

        var silent = new World(Acknowledging with { Webhook = new Uri("https://games.example/hook") });
        silent.Sender.Answer = _ => new WebhookAnswer.Done("200", Encoding.UTF8.GetBytes("""{"acknowledged":false}"""));
        await CancelAsync(silent);
        Assert.Equal(Asked, silent.Feed.Words);
    }

    [Fact]
    public async Task AnswerOfTheWebhook_ThatCannotBeKept_IsAskedForAgain()
    {
        var hooked = new World(Acknowledging with { Webhook = new Uri("https://games.example/hook") });
        hooked.Sender.Answer = told => new WebhookAnswer.Done(
            "200", told.Event.Type is EventType.DeletionRequested ? Encoding.UTF8.GetBytes("""{"acknowledged":true}""") : ReadOnlyMemory<byte>.Empty);
        var broken = false;
        hooked.Calls.Before = name =>
        {
            var breaks = name == "Cases.TrySaveAsync" && !broken && hooked.Sender.Tried.Any(told => told.Event.Type is EventType.DeletionRequested);
            broken |= breaks;
            return breaks ? throw new InvalidOperationException("Storage is down.") : Task.CompletedTask;
        };
        await CancelAsync(hooked);
        await hooked.PassAsync(TimeSpan.FromHours(1));
        Assert.True(broken);
        Assert.Equal("deletion.completed", hooked.Feed.Words.Last());
        Assert.Equal(2, hooked.Sender.Tried.Count(told => told.Event.Type is EventType.DeletionRequested));
    }

    [Fact]
    public async Task SubjectThatRegistersAnew_LeavesTheCaseOfTheAttemptBefore()
    {
        await CancelAsync(world);
        var deletionId = world.Only.DeletionId;
        await world.RegisterAsync();
        await world.DeliverAsync();
        Assert.NotEqual(deletionId, world.Only.DeletionId);
        Assert.IsType<AcknowledgeDeletionResult.Noted>(await AcknowledgeAsync(deletionId: deletionId));
        await world.DeliverAsync();
        Assert.Equal(deletionId, world.Feed.Events[^1].DeletionId);
        Assert.Equal(RegistrationState.AwaitingParent, world.Only.State);
    }

    [Fact]
    public async Task ClientThatLeavesThePolicy_NeedsAPersonWithTheNextLook_AndIsRemindedNoMore()
    {
        await CancelAsync(world);
        ((Dictionary<string, ClientPolicy>)world.Policies.Clients).Remove("games");
        await world.PassAsync(TimeSpan.FromDays(5));
        Assert.Equal((true, CaseStep.NotInPolicy), ((await ReadAsync()).NeedsPerson, (await ReadAsync()).Steps[^1].LastError));
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.True((await ReadAsync()).NeedsPerson);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task TwoWorkersAtOnce_PlanOneCase_AndCloseItOnce()
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        var message = new DeletionMessage([world.Only.DeadlineEntry.ToString()]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Delete.ExecuteAsync(message, default)));
        await world.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(Asked, world.Feed.Words);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcknowledgeAsync()));
        Assert.Single(answers.OfType<AcknowledgeDeletionResult.Noted>());
        var lines = world.Cases.Store.Lines.Select(line => line.ToString()).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Cases.Advance.ExecuteAsync(new CaseMessage(lines), default)));
        await world.PassAsync(TimeSpan.FromHours(13));
        Assert.Equal([.. Asked, "deletion.completed"], world.Feed.Words);
        Assert.Equal(3, world.Log.Entries.Count);
        await world.AssertNoCaseIsLeftAsync();
    }

    [Fact]
    public async Task OperatorWhoTriesAgain_HasTheClientRemindedOnceMore()
    {
        await CancelAsync(world);
        Assert.False(await world.Cases.Retry.ExecuteAsync(new string('0', 24), default));
        Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
        await world.DeliverAsync();
        Assert.Equal([null, 1], Requests.Select(told => told.Reminder));
        await world.PassAsync(TimeSpan.FromDays(20));
        Assert.Equal([null, 1, 2], Requests.Select(told => told.Reminder));
        Assert.True((await ReadAsync()).NeedsPerson);
        Assert.True(await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
        Assert.False((await ReadAsync()).NeedsPerson);
        await world.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal([null, 1, 2, 3], Requests.Select(told => told.Reminder));
        Assert.True((await ReadAsync()).NeedsPerson);
    }

    [Fact]
    public async Task OperatorWhoResolvesTheStep_ClosesTheCase_AndTheLogSaysWhy()
    {
        await CancelAsync(world);
        var command = new ResolveStepCommand(world.Only.DeletionId, StepNames.ClientSystems, "The client is out of business.");
        Assert.IsType<ResolveStepResult.NotFound>(await world.Cases.Resolve.ExecuteAsync(command with { Step = StepNames.HeldData }, default));
        Assert.IsType<ResolveStepResult.Resolved>(await world.Cases.Resolve.ExecuteAsync(command, default));
        Assert.IsType<ResolveStepResult.Resolved>(await world.Cases.Resolve.ExecuteAsync(command, default));
        Assert.IsType<ResolveStepResult.Over>(await world.Cases.Resolve.ExecuteAsync(command with { Reason = "Another reason, too late." }, default));
        Assert.IsType<AcknowledgeDeletionResult.Known>(await AcknowledgeAsync());
        await world.DeliverAsync();
        Assert.Equal([LogKind.Deletion, LogKind.StepResolved, LogKind.CaseClosed], world.Log.Entries.Select(entry => entry.Record.Kind));
        var step = (await ReadAsync()).Steps[^1];
        Assert.Equal((StepState.Resolved, command.Reason), (step.State, step.Reason));
        Assert.Equal("deletion.completed", world.Feed.Words.Last());
        Assert.IsType<ResolveStepResult.NotFound>(await world.Cases.Resolve.ExecuteAsync(command, default));
        await world.AssertNoCaseIsLeftAsync();
    }

    private List<ClientEvent> Requests => [.. world.Feed.Events.Where(told => told.Type is EventType.DeletionRequested)];

    private static async Task CancelAsync(World world)
    {
        await world.RegisterAsync();
        await world.DeliverAsync();
        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.PassAsync(TimeSpan.FromMinutes(1));
    }

    private Task<AcknowledgeDeletionResult> AcknowledgeAsync(Acknowledgement? said = null, string client = "games", string? deletionId = null) =>
        world.Cases.Acknowledge.ExecuteAsync(
            new AcknowledgeDeletionCommand(client, deletionId ?? world.Only.DeletionId, said ?? new Acknowledgement(null, [])), default);

    /// <summary>As it is signed, and read by who checks it without us.</summary>
    private async Task<Certificate> CertifyAsync()
    {
        parts ??= new LogParts(world.Log, world.Checkpoints, world.Clock);
        await parts.Sign.ExecuteAsync(default);
        var issued = Assert.IsType<IssueCertificateResult.Issued>(
            await CertificateParts.Issue(parts, world.Clock, world.Cases.Store).ExecuteAsync(world.Only.DeletionId, null, default));
        var verdict = CertificateVerdict.Of(issued.Signed, await parts.Keys.PublicAsync(default));
        Assert.Equal(issued.Certificate.Complete ? CertificateOutcome.Holds : CertificateOutcome.Open, verdict.Outcome);
        return verdict.Certificate!;
    }

    private async Task<CaseView> ReadAsync() => (await world.Cases.Read.ExecuteAsync(world.Only.DeletionId, default))!;
}
