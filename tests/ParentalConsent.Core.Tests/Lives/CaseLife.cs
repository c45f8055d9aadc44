using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>A way through a case, from what ends the registration to its last step; played with one call to a port cut off.</summary>
internal sealed record CaseLife
{
    private const string Reason = "The client told us by letter, file 12.";

    /// <summary>Half a day before and after the case would be looked at by itself: what is done then has to bring itself on.</summary>
    private static readonly TimeSpan LongAfter = TimeSpan.FromDays(12.5);

    private static readonly ClientPolicy Acknowledging = World.Client with { Deletion = new DeletionPolicy(Acknowledge: true, WithinDays: 8) };

    private static readonly ClientPolicy WithTargets = Acknowledging with { Targets = TargetLivesTests.Client.Targets };

    public required string Name { get; init; }

    public ClientPolicy Client { get; init; } = Acknowledging;

    /// <summary>Comes before the case: nothing of it is cut off.</summary>
    public Func<World, Task> Begin { get; init; } = RegisterAsync;

    /// <summary>Until every step is over.</summary>
    public required Func<World, Task> Play { get; init; }

    /// <summary>Told before the client is asked to delete.</summary>
    public IReadOnlyList<string> ToldBefore { get; init; } = ["registration.pending"];

    /// <summary>The numbers of all that it is asked by; null is the first.</summary>
    public IReadOnlyList<int?> Requests { get; init; } = [null];

    public IReadOnlyList<LogKind> Logged { get; init; } = [LogKind.Deletion, LogKind.Acknowledgement, LogKind.CaseClosed];

    public static IReadOnlyDictionary<string, CaseLife> All { get; } = new CaseLife[]
    {
        new()
        {
            Name = "acknowledged in time",
            Play = world => EndAndAcknowledgeAsync(world, CancelAsync, TimeSpan.FromMinutes(15)),
        },
        new()
        {
            Name = "acknowledged late",
            Play = world => EndAndAcknowledgeAsync(world, CancelAsync, LongAfter),
            Requests = [null, 1, 2],
        },
        new()
        {
            Name = "with targets",
            Client = WithTargets,
            Play = world => EndAndAcknowledgeAsync(world, CancelAsync, TimeSpan.FromMinutes(15)),
            Logged = [LogKind.Deletion, LogKind.Acknowledgement, LogKind.TargetCleared, LogKind.TargetCleared, LogKind.CaseClosed],
        },
        new()
        {
            Name = "resolved by an operator",
            Play = async world =>
            {
                await CancelAsync(world);
                await world.PassAsync(LongAfter);
                await ResolveAsync(world);
            },
            Requests = [null, 1, 2],
            Logged = [LogKind.Deletion, LogKind.StepResolved, LogKind.CaseClosed],
        },
        new()
        {
            Name = "tried again by an operator",
            Client = WithTargets,
            Play = async world =>
            {
                var fails = true;
                world.Cases.Targets.Fails = target => fails && target.Name == "uploads" ? "HTTP 403" : null;
                await CancelAsync(world);
                await world.PassAsync(TimeSpan.FromDays(3.3));
                fails = false;
                await RetryAsync(world);
                await world.PassAsync(TimeSpan.FromMinutes(15));
                Assert.False(Assert.Single(world.Cases.Store.All).HasOpenTarget, "Not deleted a quarter of an hour after it was tried again.");
                await AcknowledgeAsync(world);
            },
            Requests = [null, 1],
            Logged = [LogKind.Deletion, LogKind.Acknowledgement, LogKind.TargetCleared, LogKind.TargetCleared, LogKind.CaseClosed],
        },
        new()
        {
            Name = "ordered by an administrator",
            Begin = async world =>
            {
                await RegisterAsync(world);
                await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
                await world.DeliverAsync();
            },
            Play = world => EndAndAcknowledgeAsync(
                world,
                _ => World.AgainIfCutOffAsync(() => world.Remove.ExecuteAsync(new RemoveRegistrationCommand(world.Only.Id, Reason), default)),
                TimeSpan.FromMinutes(15)),
            ToldBefore = ["registration.pending", "consent.granted"],
            Logged = [LogKind.DeletionOrdered, LogKind.Deletion, LogKind.Acknowledgement, LogKind.CaseClosed],
        },
        new()
        {
            Name = "discovered",
            Client = WithTargets with { Discoveries = DiscoveryPolicy.Delete },
            Begin = _ => Task.CompletedTask,
            Play = world => EndAndAcknowledgeAsync(
                world,
                _ => World.AgainIfCutOffAsync(() => world.Discover.ExecuteAsync(
                    World.Child(client: world.TheClient) with { Age = new AgeStatement(null, null, "DE"), Data = null }, default)),
                TimeSpan.FromMinutes(15)),
            ToldBefore = [],
            Logged = [LogKind.Deletion, LogKind.Acknowledgement, LogKind.TargetCleared, LogKind.TargetCleared, LogKind.CaseClosed],
        },
    }.ToDictionary(life => life.Name);

    /// <param name="cutAt">Which call to a port, counted from 1; null for none.</param>
    /// <param name="after">The call has its effect, and its answer is lost.</param>
    public async Task<World> PlayAsync(int? cutAt, bool after)
    {
        var world = new World(Client);
        await Begin(world);
        world.Cases.Targets["profiles", "child-1"] = 1500;
        world.Calls.Reset();
        var calls = 0;
        Func<string, Task> cut = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
        (world.Calls.Before, world.Calls.After) = after ? (null, cut) : (cut, (Func<string, Task>?)null);
        await Play(world);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.True(world.Feed.Words.Last() == "deletion.completed", "Not complete an hour after its last step.");
        await world.PassAsync(TimeSpan.FromDays(12));
        return world;
    }

    public override string ToString() => Name;

    private static async Task RegisterAsync(World world)
    {
        await world.Start.ExecuteAsync(World.Child(client: world.TheClient), default);
        await world.DeliverAsync();
    }

    private static async Task CancelAsync(World world) =>
        await World.AgainIfCutOffAsync(() => world.Cancel.ExecuteAsync("games", world.Only.Id, default));

    private static async Task EndAndAcknowledgeAsync(World world, Func<World, Task> end, TimeSpan later)
    {
        await end(world);
        await world.PassAsync(later);
        await AcknowledgeAsync(world);
    }

    private static Task<AcknowledgeDeletionResult> AcknowledgeAsync(World world) => World.AgainIfCutOffAsync(() => world.Cases.Acknowledge.ExecuteAsync(
        new AcknowledgeDeletionCommand("games", world.Only.DeletionId, new Acknowledgement(null, ["crm"])), default));

    private static async Task ResolveAsync(World world)
    {
        Assert.True(Assert.Single(world.Cases.Store.All).NeedsPerson);
        await World.AgainIfCutOffAsync(() => world.Cases.Resolve.ExecuteAsync(
            new ResolveStepCommand(world.Only.DeletionId, StepNames.ClientSystems, Reason), default));
    }

    /// <summary>An operator who gets no answer looks at the case first, and does not press again what was done.</summary>
    private static Task<bool> RetryAsync(World world)
    {
        Assert.True(Assert.Single(world.Cases.Store.All).NeedsPerson);
        return World.AgainIfCutOffAsync(async () =>
            !Assert.Single(world.Cases.Store.All).NeedsPerson || await world.Cases.Retry.ExecuteAsync(world.Only.DeletionId, default));
    }
}
