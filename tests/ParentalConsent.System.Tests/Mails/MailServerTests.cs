using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Storage.Tables;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Smtp;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Mails;

/// <summary>A mail server that is down, slow, busy or does not know the mailbox, met over real SMTP.</summary>
public sealed partial class MailServerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string ParentEmail = "parent@example.test";
    private const int Tries = 8;

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(4);

    private SystemHost host = null!;

    /// <summary>The test client's hour lasts a second, the least that a queue can wait.</summary>
    public async Task InitializeAsync() => host = await SystemHost.StartAsync(settings =>
    {
        settings["Smtp__Timeout"] = "00:00:02";
        settings["Policy__Path"] = PolicyFolder.Create((id, client) =>
        {
            if (id == AppSettings.TestClientId)
            {
                client["timeScale"] = 3600;
            }
        });
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task BusyForGood_IsTriedAgainAfterGrowingDelays_ThenGivenUp()
    {
        host.Mail.RefuseAll($"451 4.3.0 <{ParentEmail}> try again later");
        var id = "";
        await host.CountRequestAsync(async () => id = await host.TestClient.RegisterAsync("minor", ParentEmail));
        host.Storage.ResumePolling();
        await Eventually.TrueAsync(async () => (await FailuresAsync()).Any(failure => failure.Final), "the mail given up");

        var failure = Assert.Single(await FailuresAsync());
        Assert.Equal((id, MailKind.Notice, "451", Tries), (failure.RegistrationId, failure.Kind, failure.Error, failure.Tries));
        Assert.Equal(Tries, host.Mail.Connections);

        // 1, 5 and 15 minutes, 1, 3, 6 and 12 hours; the first message, which waits for nothing, is the registration's.
        var delays = DelaysOf("outgoing-mail");
        output.WriteLine($"Delays in seconds, an hour being one: {string.Join(", ", delays)}");
        Assert.Equal([0, 1, 1, 1, 1, 3, 6, 12], delays);
        Assert.Equal("awaitingParent", await host.TestClient.StateAsync(id));
    }

    [Fact]
    public async Task RealClient_WaitsAMinuteBeforeTheSecondTry()
    {
        host.Mail.RefuseAll("421 4.3.2 closing");
        await host.CountRequestAsync(() => host.Client.RegisterAsync("minor", ParentEmail));
        host.Storage.ResumePolling();
        await Eventually.TrueAsync(() => DelaysOf("outgoing-mail").Count == 2, "the message for the second try");

        Assert.Equal([0, 60], DelaysOf("outgoing-mail"));
    }

    /// <param name="trouble">Where connections are dropped; null for a server that is slower than the app waits.</param>
    [Theory]
    [InlineData(SmtpStage.Greeting, "network")]
    [InlineData(SmtpStage.Content, "network")]
    [InlineData(null, "timeout")]
    public async Task DownOrSlow_ThenBack_TheMailGoesOutOnce(SmtpStage? trouble, string error)
    {
        host.Mail.DropAt = trouble;
        host.Mail.Delay = trouble is null ? Slowness : TimeSpan.Zero;
        var id = await host.TestClient.RegisterAsync("minor", ParentEmail);
        await Eventually.TrueAsync(async () => (await FailuresAsync()).Any(failure => failure.Tries == 2), "two failures");
        host.Mail.Behave();
        await Eventually.TrueAsync(async () => (await RowAsync(id)).GetDateTimeOffset("MailFirstSentAt") is not null, "the notice noted");

        // Conversations that were broken off must not end in a mail after all, once the server has caught up with them.
        await Task.Delay(trouble is null ? 2 * Slowness : TimeSpan.Zero);
        Assert.Single(host.Mail.Received);
        var failure = Assert.Single(await FailuresAsync());
        Assert.Equal((error, false), (failure.Error, failure.Final));
        var row = await RowAsync(id);
        Assert.Equal((0, 1, null), (row.GetInt32("MailTries"), row.GetInt32("MailRequests"), row.GetString("MailLastError")));
    }

    [Fact]
    public async Task MailboxUnknown_IsNeverTriedAgain_AndTheDeadlineStillDeletes()
    {
        host.Mail.RefuseRecipient(ParentEmail, $"550 5.1.1 <{ParentEmail}>: mailbox unknown");
        var id = "";
        await host.CountRequestAsync(async () => id = await host.TestClient.RegisterAsync("minor", ParentEmail));
        await host.CountWorkAsync("outgoing-mail");

        var failure = Assert.Single(await FailuresAsync());
        Assert.Equal(("550", 1, true), (failure.Error, failure.Tries, failure.Final));
        Assert.True((await RowAsync(id)).GetBoolean("MailBounced"));
        Assert.Equal(1, host.Mail.Connections);
        Assert.Equal([0], DelaysOf("outgoing-mail"));
        Assert.Empty(DelaysOf("reminders"));

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.CountRequestAsync(host.SweepAsync);
        await host.CountWorkAsync("deletions");
        Assert.Equal("deleted", await host.TestClient.StateAsync(id));
        Assert.Equal(1, host.Mail.Connections);
    }

    /// <summary>As the console shows them.</summary>
    private async Task<IReadOnlyList<MailFailure>> FailuresAsync() =>
        (await host.Services.GetRequiredService<ReadOverview>().ExecuteAsync(CancellationToken.None)).MailFailures;

    private async Task<TableEntity> RowAsync(string id) =>
        (await host.Tables.GetTableClient(TableNames.Registrations).GetEntityAsync<TableEntity>(id, "registration")).Value;

    /// <summary>For how many seconds each message was to stay hidden, in the order in which they were queued.</summary>
    private List<int> DelaysOf(string queue) =>
        [.. host.Storage.Calls.Where(call => call.Kind == $"{queue} put").Select(call =>
            Visibility().Match(call.Target) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0)];

    [GeneratedRegex("[?&]visibilitytimeout=([0-9]+)")]
    private static partial Regex Visibility();
}
