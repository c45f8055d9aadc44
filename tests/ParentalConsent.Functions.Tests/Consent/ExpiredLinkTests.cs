using System.Net;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Consent;

public sealed class ExpiredLinkTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Fact]
    public async Task FromTheDeadlineOn_TheLinkIsExpired()
    {
        var (id, token) = await host.AskAsync();
        host.Clock.Now = host.Find(id).Deadline.AddMilliseconds(-1);
        Assert.Equal("decide", (await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.OK)).Kind());

        host.Clock.Now = host.Find(id).Deadline;

        var page = await (await host.OpenAsync(token)).PageAsync(HttpStatusCode.Gone);
        Assert.Equal(("expired", host.Find(id).Details!.Locale![..2]), (page.Kind(), page.DocumentElement.GetAttribute("lang")![..2]));
        Assert.Equal("expired", (await (await host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.Gone)).Kind());
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }
}
