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

        Assert.Equal(Guardian.MailsPerDay, world.SentBeforeTheEnd.Count());
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

    /// <summary>Where "+" is a character like any other, they are two people.</summary>
    [Fact]
    public async Task ChildrenAtTwoAddressesOfTheMailbox_GetOneMailADay_AndNeitherIsNamedInTheOthers()
    {
        await RegisterAsync("child-1", "pat+one@example.com");
        await world.PassAsync(TimeSpan.FromHours(1));
        await RegisterAsync("child-2", "pat+two@example.com");
        await world.PassAsync(TimeSpan.FromHours(20));
        Assert.Equal(["pat+one@example.com"], world.Mailer.Sent.Select(mail => mail.To));
        await world.PassAsync(TimeSpan.FromHours(28));
        Assert.Contains("pat+two@example.com", world.Mailer.Sent.Select(mail => mail.To));
        await world.PassAsync(TimeSpan.FromDays(14));
        Assert.All(world.Mailer.Sent, mail => Assert.Equal("", mail.Html));
        foreach (var (child, address) in ((string, string)[])[("child-1", "pat+one@example.com"), ("child-2", "pat+two@example.com")])
        {
            var history = await world.Store.ReadHistoryAsync(await IdAsync("games", child), default);
            Assert.DoesNotContain(history, entry => entry.What.EndsWith("WithSibling", StringComparison.Ordinal));
            Assert.InRange(world.SentBeforeTheEnd.Count(mail => mail.To == address), 2, 4);
        }

        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task ChildrenAtOneTaggedAddress_AreAskedAboutInOneMail()
    {
        await RegisterAsync("child-1", "pat+one@example.com");
        await world.PassAsync(TimeSpan.FromHours(1));
        await RegisterAsync("child-2", "Pat+One@example.com");
        await world.PassAsync(TimeSpan.FromHours(25));
        Assert.NotEqual("", Assert.Single(world.Mailer.Sent.Skip(1)).Html);
    }

    [Fact]
    public async Task RegisteredBeforeThereWereMailboxes_StillFits()
    {
        await DisownAsBeforeThereWereMailboxesAsync("pat@example.com");
        await RegisterAsync("child-2", "pat+2@example.com");
        await world.DeliverAsync();
        Assert.Equal(StopReasons.Suppressed, (await FindAsync("child-2")).Mail.Stopped);
    }

    [Theory]
    [InlineData("pat+1@example.com")]
    [InlineData("p.at@gmail.com")]
    public async Task DisownedBeforeThereWereMailboxes_StillHolds_ForTheVeryAddress(string address)
    {
        await DisownAsBeforeThereWereMailboxesAsync(address);
        await RegisterAsync("child-2", address);
        await world.DeliverAsync();
        var again = await FindAsync("child-2");
        Assert.Equal(StopReasons.Suppressed, again.Mail.Stopped);
        Assert.Single(world.Subjects);
        Assert.True(await world.Suppress.IsSuppressedAsync(again, default));
        Assert.False(await world.Suppress.IsSuppressedAsync(again with { ClientId = "school" }, default));
    }

    [Fact]
    public async Task OnlyATaggedAddress_PaysForALookAtTheAddressItself()
    {
        await RegisterAsync("child-1", "pat@example.com");
        await world.DeliverAsync();
        Assert.Equal((1, 0), (world.Calls.CountOf("GuardianStore.TryAddAsync"), world.Calls.CountOf("GuardianStore.FindAsync")));
        await RegisterAsync("child-2", "kim+1@example.com");
        await world.DeliverAsync();
        Assert.Equal((2, 1), (world.Calls.CountOf("GuardianStore.TryAddAsync"), world.Calls.CountOf("GuardianStore.FindAsync")));
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

    private async Task DisownAsBeforeThereWereMailboxesAsync(string address)
    {
        await RegisterAsync("child-1", address);
        var stored = (await world.Store.FindAsync(world.Only.Id, default))!;
        await world.Store.TrySaveAsync(
            stored, Registration.Record(stored.Registration with { MailboxHash = null }, "Before", Actor.Service, world.Clock.Now), default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.NotMyChild), default);
        await world.PassAsync(TimeSpan.FromMinutes(10));
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
