using System.Net;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Limits;

public sealed class RequestLimitsTests
{
    [Fact]
    public async Task OverTheClientsLimit_Is429_ForThatClientAlone()
    {
        var host = new ConsentHost();
        host.Settings.Add("Limits:ClientPerMinute=2");
        await using var _ = new Stopped(host);
        await host.InitializeAsync();
        var id = await host.Sample.RegisterMinorAsync();
        await host.Sample.RegisterMinorAsync("subject-2");
        foreach (var refused in (HttpResponseMessage[])
        [
            await host.Sample.RegisterAsync(Bodies.Minor("subject-3")),
            await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/resend", ""),
            await host.Sample.PostTextAsync($"/api/v1/registrations/{id}/parent-email", """{"parentEmail":"a@example.test"}"""),
        ])
        {
            Assert.Equal("tooManyRequests", await refused.ProblemCodeAsync(HttpStatusCode.TooManyRequests));
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        Assert.Equal(2, host.Store.Registrations.Count);
        await host.Other.RegisterMinorAsync();
        await (await host.Sample.RegisterAsync(Bodies.Minor("adult").WithText("dateOfBirth", "1990-01-01"))).JsonAsync();
        await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync();
    }

    [Fact]
    public async Task OverTheLimitOfAll_Is429_ForEverybody()
    {
        var host = new ConsentHost();
        host.Settings.Add("Limits:OverallPerMinute=1");
        await using var _ = new Stopped(host);
        await host.InitializeAsync();
        await host.Sample.RegisterMinorAsync();
        Assert.Equal(
            "tooManyRequests", await (await host.Other.RegisterAsync(Bodies.Minor())).ProblemCodeAsync(HttpStatusCode.TooManyRequests));
    }

    private sealed class Stopped(ConsentHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await host.DisposeAsync();
    }
}
