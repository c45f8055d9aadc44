using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Limits, siblings and "not my child" go by the mailbox; who the guardian is goes by the address as it is written.</summary>
public class MailboxLivesTests
{
    private readonly World world = new();

    [Theory]
    [InlineData("pat+{0}@example.com")]
    [InlineData("Pat+{0}@gmail.com")]
    public async Task FiftyAddressesOfOneMailbox_GetAFewMails(string address)
    {
        for (var number = 0; number < 50; number++)
        {
            var client = World.Client with { Id = number % 2 == 0 ? "games" : "school" };
            await RegisterAsync($"child-{number}", string.Format(System.Globalization.CultureInfo.InvariantCulture, address, number), client);
            await world.DeliverAsync();
            await world.Cancel.ExecuteAsync(client.Id, await IdAsync(client.Id, $"child-{number}"), default);
            await world.PassAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(Guardian.MailsPerDay, world.Subjects.Count());
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task NotMyChild_StopsEveryAddressOfTheMailbox_AndTheCodeAllowsThemAll()
    {
        await RegisterAsync("child-1", "p.at+games@gmail.com");
        await world.DeliverAsync();
        var disowned = Assert.IsType<RecordDecisionResult.Recorded>(
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild), default)).Registration;
        await world.PassAsync(TimeSpan.FromMinutes(10));
        await RegisterAsync("child-2", "pat@googlemail.com");
        await world.DeliverAsync();
        Assert.Equal(StopReasons.Suppressed, (await FindAsync("child-2")).Mail.Stopped);
        Assert.Single(world.Subjects);
        Assert.IsType<LiftSuppressionResult.Lifted>(await world.Lift.ExecuteAsync(await world.LiftTokenAsync(disowned), default));
        await RegisterAsync("child-3", "Pat+3@gmail.com");
        await world.DeliverAsync();
        Assert.Equal(2, world.Subjects.Count());
    }

    [Fact]
    public async Task Siblings_AreAskedAboutInOneMail_WhateverTheirAddressesOfTheMailbox()
    {
        await RegisterAsync("child-1", "pat+one@example.com");
        await world.PassAsync(TimeSpan.FromHours(1));
        await RegisterAsync("child-2", "pat+two@example.com");
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Single(world.Subjects);
        await world.PassAsync(TimeSpan.FromHours(5));
        Assert.NotEqual("", Assert.Single(world.Mailer.Sent.Skip(1)).Html);
    }

    [Fact]
    public async Task RegisteredBeforeThereWereMailboxes_StillFits()
    {
        await RegisterAsync("child-1", "pat@example.com");
        var stored = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            stored, Registration.Record(stored.Registration with { MailboxHash = null }, "Before", Actor.Service, world.Clock.Now), default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild), default);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        await RegisterAsync("child-2", "pat+2@example.com");
        await world.DeliverAsync();
        Assert.Equal(StopReasons.Suppressed, (await FindAsync("child-2")).Mail.Stopped);
    }

    [Fact]
    public async Task TheGuardian_IsWhoIsWritten()
    {
        await RegisterAsync("child-1", "pat@example.com");
        Assert.IsType<StartRegistrationResult.OtherGuardian>(await RegisterAsync("child-1", "pat+1@example.com"));
        Assert.IsType<CorrectAddressResult.Corrected>(await world.Correct.ExecuteAsync(
            new CorrectAddressCommand(World.Client, world.Only.Id, "pat+1@example.com", null), default));
        await world.DeliverAsync();
        Assert.Equal("pat+1@example.com", Assert.Single(world.Mailer.Sent).To);
    }

    private Task<StartRegistrationResult> RegisterAsync(string subjectId, string address, ClientPolicy? client = null) =>
        world.Start.ExecuteAsync(World.Child(subjectId, client) with { ParentEmail = address }, default);

    private Task<string> IdAsync(string clientId, string subjectId) => world.Ids.ForSubjectAsync(clientId, subjectId, default);

    private async Task<Registration> FindAsync(string subjectId)
    {
        var id = await IdAsync("games", subjectId);
        return world.Store.Registrations.Single(registration => registration.Id == id);
    }
}
