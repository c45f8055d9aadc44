using System.Net;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class OnlyOnceTests(Instance instance)
{
    private const int AtOnce = 12;

    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task ADecisionSentManyTimesAtOnce_IsTakenDownOnce_AndConfirmedByOneMail()
    {
        var asked = await signUp.AskAsync(Minor.Someone());

        var pages = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => instance.Parent.DecideAsync(asked.Token, "grant", ["newsletter"])));

        Assert.All(pages, page => Assert.Equal("granted", page.Outcome));
        Assert.Single(pages, page => page.Status == HttpStatusCode.OK);
        Assert.Equal(AtOnce - 1, pages.Count(page => page.Status == HttpStatusCode.Conflict));
        await signUp.MailAsync(asked.Child, "You allowed ");
        await instance.WaitUntilMailHasSettledAsync();
        Assert.Equal(2, (await instance.Mailbox.ForAsync(asked.Child.ParentEmail)).Count);
    }

    [Fact]
    public async Task YesAndNoSentAtOnce_HaveOneWinner_WhichIsWhatEveryoneIsTold()
    {
        var asked = await signUp.AskAsync(Minor.Someone());

        var pages = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(
            number => instance.Parent.DecideAsync(asked.Token, number % 2 == 0 ? "grant" : "refuse")));

        Assert.Single(pages, page => page.Status == HttpStatusCode.OK);
        var outcome = Assert.Single(pages.Select(page => page.Outcome).Distinct());
        if (outcome == "refused")
        {
            await signUp.WaitUntilDeletedAsync(asked, "refused");
        }
        else
        {
            await signUp.AssertStateAsync("granted", asked);
        }
    }

    [Fact]
    public async Task ARegistrationSentAgain_IsTheSameOne_AndTheParentIsAskedOnce()
    {
        var asked = await signUp.AskAsync(Minor.Someone());

        var again = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => signUp.RegisterAsync(asked.Child)));

        Assert.All(again, answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(asked.RegistrationId, answer["registrationId"]);
            Assert.Equal("awaitingParent", answer["state"]);
        });
        await instance.WaitUntilMailHasSettledAsync();
        Assert.Single(await instance.Mailbox.ForAsync(asked.Child.ParentEmail));
    }

    [Fact]
    public async Task TheSameChildWithAnotherParentsAddress_IsTurnedAway_AndThatAddressHearsNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        var other = asked.Child with { ParentEmail = $"other-{asked.Child.ParentEmail}" };

        Assert.Equal(HttpStatusCode.Conflict, (await signUp.RegisterAsync(other)).Status);

        await instance.WaitUntilMailHasSettledAsync();
        Assert.Empty(await instance.Mailbox.ForAsync(other.ParentEmail));
    }
}
