using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>What clients and guardians do about further purposes, each once more if it was cut off.</summary>
internal static class Askers
{
    public const string Other = "other@example.com";
    public const string Asks = "More Notice 0";

    /// <summary>Has more purposes than <see cref="GrantFirstAsync"/> asks for.</summary>
    public static readonly ClientPolicy Client = World.Client with { Purposes = ["account", "newsletter", "profile", "partners"] };

    /// <summary>Registers, invites a second guardian where there is to be one, and lets the first agree to the account alone.</summary>
    public static async Task GrantFirstAsync(this World world, bool two = false)
    {
        await World.AgainIfCutOffAsync(() => world.Start.ExecuteAsync(
            World.Child(client: world.TheClient) with { Purposes = ["account", "newsletter"] }, default));
        await world.PassAsync(TimeSpan.FromHours(1));
        if (two)
        {
            await World.AgainIfCutOffAsync(() => world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, world.Only.Id, Other), default));
            await world.PassAsync(TimeSpan.FromHours(1));
        }

        await World.AgainIfCutOffAsync(() => world.Decide.ExecuteAsync(
            new RecordDecisionCommand(world.TokenTo("parent@example.com", "Notice 0"), ConsentDecision.Grant, [], "Pat Doe", "mother"), default));
        await world.PassAsync(TimeSpan.FromHours(1));
    }

    public static Task<AskForMoreResult> AskAsync(this World world, params string[] purposes) => World.AgainIfCutOffAsync(
        () => world.More.ExecuteAsync(new AskForMoreCommand(world.TheClient, world.Only.Id, purposes), default));

    public static Task<RecordDecisionResult> AnswerAsync(this World world, ConsentDecision decision, string to = "parent@example.com", string[]? ticked = null) =>
        world.AnswerAsync(world.TokenTo(to, Asks), decision, ticked);

    public static Task<RecordDecisionResult> AnswerAsync(this World world, string token, ConsentDecision decision, string[]? ticked = null) =>
        World.AgainIfCutOffAsync(() => world.Decide.ExecuteAsync(
            new RecordDecisionCommand(token, decision, ticked ?? ["partners", "newsletter"], "Kim Roe", "father"), default));

    public static string TokenTo(this World world, string address, string subject) =>
        world.Mailer.Sent.Last(mail => mail.To == address && mail.Subject == subject).Text;

    public static async Task<string> GateAsync(this World world, string purpose) =>
        (await world.Check.ExecuteAsync("games", "child-1", purpose, default))!.Reason;

    /// <summary>The question as if it were a registration.</summary>
    public static Registration Asked(this World world) => world.Only.AsAsked()!;
}
