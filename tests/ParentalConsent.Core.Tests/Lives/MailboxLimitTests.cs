using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Nobody can use us to fill a mailbox.</summary>
public class MailboxLimitTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FiftyRegistrationsInADay_CancelledOrRefused_SendAFewMails(bool cancelled)
    {
        for (var time = 0; time < 50; time++)
        {
            await world.Start.ExecuteAsync(World.Child(), default);
            await world.DeliverAsync();
            if (cancelled)
            {
                await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
            }
            else if (world.Only.Mail.Requests > 0)
            {
                await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Refuse), default);
            }

            await world.PassAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(Guardian.MailsPerDay, world.Subjects.Count(subject => subject == "Notice 0"));
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task MonthsOfRegistrationsAndCancellations_SendSomeMailsAMonth()
    {
        var end = world.Clock.Now.AddDays(29);
        while (world.Clock.Now < end)
        {
            await world.Start.ExecuteAsync(World.Child(), default);
            await world.PassAsync(TimeSpan.FromHours(3) - TimeSpan.FromMinutes(10));
            await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
            await world.PassAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(Guardian.MailsPerMonth, world.SentBeforeTheEnd.Count());

        // Whoever was not asked is not told of the end either.
        Assert.Equal(2 * Guardian.MailsPerMonth, world.Subjects.Count());
        Assert.Empty(world.Poison);
    }

    [Fact]
    public async Task NoRoomBeforeTheDeadline_TheClientSeesIt_AndTheDeadlineStands()
    {
        for (var day = 0; day < 4; day++)
        {
            for (var time = 0; time < Guardian.MailsPerDay; time++)
            {
                await world.Start.ExecuteAsync(World.Child($"child-{day}-{time}"), default);
                await world.DeliverAsync();
                await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Refuse), default);
                await world.PassAsync(TimeSpan.FromMinutes(10));
            }

            await world.PassAsync(TimeSpan.FromDays(1));
        }

        await world.Start.ExecuteAsync(World.Child(), default);
        await world.DeliverAsync();
        var late = world.Store.Registrations.Single(registration => registration.State is RegistrationState.AwaitingParent);
        Assert.Equal(StopReasons.AddressLimit, late.Mail.Stopped);
        Assert.Equal(Guardian.MailsPerMonth, world.Subjects.Count(subject => subject == "Notice 0"));
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Equal(Guardian.MailsPerMonth, world.Subjects.Count(subject => subject == "Notice 0"));
    }

    [Fact]
    public async Task OverTheDaysLimit_TheMailGoesWhenThereIsRoom_AndTheDeadlineDoesNotMove()
    {
        for (var time = 0; time < Guardian.MailsPerDay; time++)
        {
            await world.Start.ExecuteAsync(World.Child($"child-{time}"), default);
            await world.DeliverAsync();
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
            await world.DeliverAsync();
        }

        var deadline = world.Clock.Now + World.Client.DeadlineAfter;
        await world.Start.ExecuteAsync(World.Child("child-late"), default);
        await world.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal(Guardian.MailsPerDay, world.Subjects.Count(subject => subject == "Notice 0"));
        await world.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(Guardian.MailsPerDay + 1, world.Subjects.Count(subject => subject == "Notice 0"));
        var late = world.Store.Registrations.Single(registration => registration.State is RegistrationState.AwaitingParent);
        Assert.Equal(deadline, late.Deadline);
    }
}
