using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.App;

namespace ParentalConsent.SystemTests.Mails;

/// <summary>A worker that is killed after its work and before it deletes its message gets the message again.</summary>
public sealed class RedeliveryTests : IAsyncLifetime
{
    private const string ParentEmail = "parent@example.test";

    private SystemHost host = null!;

    /// <summary>The test client's day lasts three seconds.</summary>
    public async Task InitializeAsync() => host = await SystemHost.StartAsync(settings => settings["Policy__Path"] = PolicyFolder.Create(
        (id, client) =>
        {
            if (id == AppSettings.TestClientId)
            {
                client["deadlineDays"] = 14;
                client["reminderDays"] = new JsonArray(1, 2, 3);
                client["timeScale"] = 28800;
            }
        }));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task NoticeHandledTwice_RemindsOnceEachDay()
    {
        var id = await host.TestClient.RegisterAsync("minor", ParentEmail);
        await Eventually.TrueAsync(() => host.Storage.Calls.Any(call => call.Kind == "reminders put"), "the first reminder queued");
        var found = await host.Services.GetRequiredService<IRegistrationStore>().FindAsync(id, CancellationToken.None);
        await host.Services.GetRequiredService<IWorkQueues>().SendAsync(
            new OutgoingMailMessage(id, MailKind.Notice, found!.Registration.Attempt), TimeSpan.Zero, CancellationToken.None);

        // The last reminder queues nothing, so when every message is deleted, all is done.
        await Eventually.TrueAsync(
            () => host.Mail.For(ParentEmail).Count >= 4
                && host.Storage.Calls.Count(call => call.Kind == "reminders put") == host.Storage.Calls.Count(call => call.Kind == "reminders delete"),
            "all reminders handled");

        Assert.Equal(4, host.Mail.For(ParentEmail).Count);
    }
}
