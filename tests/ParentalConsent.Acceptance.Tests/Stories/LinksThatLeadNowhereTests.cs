using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Accessibility;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>What an expired link says is among what happens when <see cref="NobodyAnswersTests">nobody answers</see>.</summary>
[Collection(InstanceGroup.Name)]
public sealed class LinksThatLeadNowhereTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Theory]
    [InlineData("grant", "granted", "You said yes")]
    [InlineData("refuse", "refused", "You said no")]
    [InlineData("notMyChild", "disowned", "This is not your child")]
    public async Task AUsedLink_SaysWhatWasDecided_AndDecidesNothingAnew(string decision, string outcome, string heading)
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        Assert.Equal(outcome, (await instance.Parent.DecideAsync(asked.Token, decision)).Outcome);
        await using var phone = await instance.TakePhoneAsync();

        await phone.TapAsync(asked.Link);
        Assert.Equal(200, await phone.SeeAsync("ended"));
        await phone.AssertOutcomeAsync(outcome);
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        await Assertions.Expect(phone.Page.GetByText("Changed your mind?")).ToBeVisibleAsync();

        var again = await instance.Parent.DecideAsync(asked.Token, decision == "grant" ? "refuse" : "grant");
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal(outcome, again.Outcome);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("altered")]
    [InlineData("too long")]
    public async Task ALinkThatWasDamaged_SaysSo_AndTheWholeCodeStillWorks(string damage)
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        var token = damage switch
        {
            "cut off" => asked.Token[..^7],
            "altered" => (asked.Token[0] == 'A' ? 'B' : 'A') + asked.Token[1..],
            _ => asked.Token + "AAAA",
        };
        await using var phone = await instance.TakePhoneAsync();

        await phone.TapAsync(asked.Link, token);
        Assert.Equal(400, await phone.SeeAsync("invalid"));
        Assert.Equal(HttpStatusCode.BadRequest, (await instance.Parent.DecideAsync(token, "grant")).Status);
        await signUp.AssertStateAsync("awaitingParent", asked);

        await phone.Page.GetByLabel("Code").FillAsync(asked.Token);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        Assert.Equal(200, await phone.SeeAsync("decide"));
    }

    [Fact]
    public async Task ALinkOfARequestThatANewerOneReplaced_IsNotFound_AndTheNewerOneWorks()
    {
        var first = await signUp.AskAsync(Minor.Someone());
        await instance.Parent.DecideAsync(first.Token, "refuse");
        await signUp.WaitUntilDeletedAsync(first, "refused");
        var second = await signUp.RegisterAsync(first.Child);
        Assert.Equal(HttpStatusCode.Accepted, second.Status);
        await instance.Mailbox.WaitForAsync(first.Child.ParentEmail, count: 3);
        await using var phone = await instance.TakePhoneAsync();

        await phone.TapAsync(first.Link);
        Assert.Equal(404, await phone.SeeAsync("unknown"));
        await phone.AssertAccessibleAsync("parent-unknown");

        Assert.Equal(HttpStatusCode.NotFound, (await instance.Parent.DecideAsync(first.Token, "grant")).Status);
        await signUp.AssertStateAsync("awaitingParent", first);
    }

    [Fact]
    public async Task ALinkWithoutACode_AsksForIt()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();

        await phone.TapAsync(asked.Link, string.Empty);

        Assert.Equal(200, await phone.SeeAsync("start"));
        await Assertions.Expect(phone.Page.GetByLabel("Code")).ToBeVisibleAsync();
    }
}
