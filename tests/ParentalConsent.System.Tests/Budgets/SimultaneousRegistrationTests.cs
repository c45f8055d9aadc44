using System.Net;
using ParentalConsent.SystemTests.Host;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Budgets;

public sealed class SimultaneousRegistrationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 100;

    private SystemHost host = null!;

    public async Task InitializeAsync() => host = await SystemHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task HundredIdenticalRegistrations_MakeOneRegistration_AndOneMail()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(
            _ => host.Client.PostAsync("api/v1/registrations", Sample.Minor("minor", "parent@example.test"))));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Accepted));
        Assert.Equal(Requests - 1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer["registrationId"]).Distinct());

        // Every message that was queued is dealt with, those too that were too early and came again.
        await Eventually.TrueAsync(
            () => host.Storage.Calls.Count(call => call.Kind == "outgoing-mail delete") is var done
                && done >= Requests && done == host.Storage.Calls.Count(call => call.Kind == "outgoing-mail put"),
            "all messages of outgoing-mail handled");
        output.WriteLine($"{Requests} simultaneous registrations: {host.Mail.Connections} mail(s), {host.Storage.Calls.Count(call => call.Kind == "outgoing-mail put")} messages");
        Assert.Equal(1, host.Mail.Connections);
        Assert.Single(host.Mail.Received);
    }
}
