using System.Net;
using Microsoft.Playwright;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;

namespace ParentalConsent.Acceptance.Tests.Stories;

[Collection(InstanceGroup.Name)]
public sealed class HostileInputTests(Instance instance)
{
    private readonly SignUpFlow signUp = instance.SignUp;

    [Theory]
    [InlineData("<img src=/x onerror=alert(1)><b>Bo")]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("=HYPERLINK(1)")]
    public async Task AChildsNameThatIsMarkup_IsShownAsItsLetters(string name)
    {
        var asked = await signUp.AskAsync(Minor.Someone(name));
        await using var phone = await instance.TakePhoneAsync();
        var shown = 0;
        phone.Page.Dialog += (_, dialog) => { shown++; _ = dialog.DismissAsync(); };

        await phone.TapAsync(asked.Link);
        await phone.SeeAsync("decide");

        await Assertions.Expect(phone.Page.Locator(".lead bdi").Last).ToHaveTextAsync(name);
        Assert.Equal(0, await phone.Page.Locator("main img, main script, main b").CountAsync());
        Assert.Equal(0, shown);
        Assert.Empty(phone.Complaints);
        Assert.DoesNotContain(name, name.Contains('<', StringComparison.Ordinal) ? asked.Notice.Html : string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormsThatNoPageSends_AreRefused_AndChangeNothing()
    {
        var asked = await signUp.AskAsync(Minor.Someone());
        KeyValuePair<string, string>[] whole =
        [
            new("token", asked.Token), new("decision", "grant"), new("guardianName", "Robin Example"), new("relationship", "mother"),
            new("attestation", "yes"),
        ];

        Assert.Equal(HttpStatusCode.BadRequest, (await instance.Parent.PostAsync("consent/open", [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await instance.Parent.PostAsync("consent/decision", [])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await instance.Parent.PostAsync("consent/decision", whole[..1])).Status);
        foreach (var field in whole)
        {
            var missing = await instance.Parent.PostAsync("consent/decision", whole.Where(other => other.Key != field.Key));
            Assert.InRange((int)missing.Status, 400, 422);
            var twice = await instance.Parent.PostAsync("consent/decision", [.. whole, field]);
            Assert.InRange((int)twice.Status, 400, 422);
        }

        using var http = new HttpClient { BaseAddress = instance.Run.BaseUrl };
        using var json = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync(new Uri("consent/decision", UriKind.Relative), json);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await signUp.AssertStateAsync("awaitingParent", asked);
    }
}
