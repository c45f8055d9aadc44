using System.Net;
using ParentalConsent.SystemTests.Host;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Budgets;

/// <summary>What a request costs the storage account.</summary>
public sealed class RequestBudgetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task OfAge_CostsNothing()
    {
        var calls = await host.CountRequestAsync(async () =>
        {
            var checkedAge = await host.Client.PostAsync("api/v1/age-checks", new { age = 30, country = "DE" });
            Assert.Equal("notRequired", checkedAge["decision"]);
            var registered = await host.Client.PostAsync(
                "api/v1/registrations", new { subjectId = "adult", dateOfBirth = "1990-01-01", country = "DE", data = new { nickname = "toad" } });
            Assert.Equal("notRequired", registered["decision"]);
        });

        output.WriteLine($"Age check and registration of someone of age: {calls}");
        Assert.Equal(0, calls.Total);
    }

    [Fact]
    public async Task MinorsRegistration_CostsThree()
    {
        var calls = await host.CountRequestAsync(() => host.Client.RegisterAsync("minor", "parent@example.test"));

        output.WriteLine($"A minor's registration: {calls}");
        Assert.InRange(calls.Total, 1, 3);
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("refuse")]
    [InlineData("notMyChild")]
    public async Task Decision_CostsThree(string decision)
    {
        await host.CountRequestAsync(() => host.Client.RegisterAsync("minor", "parent@example.test"));
        await host.CountWorkAsync("outgoing-mail");
        var token = host.Mail.TokenFor("parent@example.test");

        var calls = await host.CountRequestAsync(async () =>
        {
            var page = await host.Parent.DecideAsync(token, decision);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.NotNull(page.Outcome);
        });

        output.WriteLine($"The decision {decision}: {calls}");
        Assert.InRange(calls.Total, 1, 3);
    }
}
