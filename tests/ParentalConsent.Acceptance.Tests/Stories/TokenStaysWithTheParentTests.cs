using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.Pages;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Calls;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>Everything that the browser sent in a parent's whole story: from the link to a withdrawal, with detours.</summary>
[Collection(InstanceGroup.Name)]
public sealed class TokenStaysWithTheParentTests(Instance instance)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SignUpFlow signUp = instance.SignUp;

    [Fact]
    public async Task NoAddressAndNoReferrer_EverHoldsAToken_AndNobodyElseIsCalled_AndNoCookieIsSet()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();

        var receipt = await PlayAsync(phone, asked);

        foreach (var request in phone.Requests)
        {
            var address = new Uri(request.Url);
            Assert.Equal(instance.Run.BaseUrl.GetLeftPart(UriPartial.Authority), address.GetLeftPart(UriPartial.Authority));
            Assert.All((string[])[asked.Token, receipt.Token], token => Assert.DoesNotContain(token, WithoutFragment(address), StringComparison.Ordinal));
        }

        Assert.True(phone.Finished.Count > 6, "the pages, their forms and what they load");
        foreach (var request in phone.Finished)
        {
            var headers = await request.AllHeadersAsync().WaitAsync(Patience);
            Assert.Empty(headers.GetValueOrDefault("referer", string.Empty));
            Assert.DoesNotContain("cookie", headers.Keys, StringComparer.OrdinalIgnoreCase);
            foreach (var token in (string[])[asked.Token, receipt.Token])
            {
                Assert.DoesNotContain(headers, header => header.Value.Contains(token, StringComparison.Ordinal));
            }
        }

        Assert.Empty(await phone.CookiesAsync());
        Assert.Equal(0, await phone.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task OnceThePageIsOpen_TheAddressBarAndTheHistoryHoldNoToken()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        await using var phone = await instance.TakePhoneAsync();

        await phone.GoAsync("/");
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        Assert.DoesNotContain(asked.Token, phone.Page.Url, StringComparison.Ordinal);

        await phone.Page.ReloadAsync();
        await phone.SeeAsync("decide");
        Assert.DoesNotContain(asked.Token, phone.Page.Url, StringComparison.Ordinal);

        await phone.Page.GoBackAsync();
        Assert.DoesNotContain(asked.Token, phone.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>What a browser sends of an address: the fragment stays with it.</summary>
    private static string WithoutFragment(Uri address) => address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.SafeUnescaped);

    private async Task<MailedLink> PlayAsync(Phone phone, Asked asked)
    {
        var sheet = new DecisionSheet(phone.Page);
        await phone.GoAsync("/");
        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");
        await sheet.Send.ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await DecisionSheet.TickAsync(sheet.Yes);
        await sheet.SignAsync();
        await sheet.Send.ClickAsync();
        await phone.AssertOutcomeAsync("granted");

        var receipt = MailedLink.In(await signUp.MailAsync(asked.Child, "You allowed "));
        await phone.TapAsync(receipt);
        await phone.SeeAsync("manage");
        await sheet.Name.FillAsync("Robin Example");
        await sheet.Withdraw.ClickAsync();
        await phone.AssertOutcomeAsync("withdrawn");
        return receipt;
    }
}
