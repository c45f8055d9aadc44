using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.App;
using ParentalConsent.TestKit.Calls;
using ParentalConsent.TestKit.Smtp;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>The app is killed again and again while families register and decide; what the design promises holds all the same.</summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Kills = 13;
    private const int AtOnce = 6;
    private const int MostFamilies = 140;

    /// <summary>Repeats a run's choices, though not its timing.</summary>
    private const string SeedVariable = "PARENTALCONSENT_SEED";

    private readonly SmtpDouble mail = SmtpDouble.Start();
    private readonly ConcurrentQueue<Family> families = new();
    private Azurite azurite = null!;
    private AppSettings settings = null!;
    private KilledApp app = null!;
    private ClientApi patient = null!;
    private ClientApi hasty = null!;
    private ParentPages pages = null!;

    /// <summary>A killed worker's messages come back after three seconds, and kills alone do not make a message a poisonous one.</summary>
    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        settings = new AppSettings(azurite.ConnectionString, SmtpDouble.Host, mail.Port)
        {
            ["Functions__Queues__Lease"] = "00:00:03",
            ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "30",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.2",
            ["Policy__Path"] = PolicyFolder.Create((id, client) =>
            {
                if (id == AppSettings.TestClientId)
                {
                    // A day lasts three seconds.
                    client["timeScale"] = 28800;
                    client["deadlineDays"] = 10;
                    client["reminderDays"] = new JsonArray(1, 3, 7);
                }
            }),
        };
        app = await KilledApp.StartAsync(settings);
        patient = new ClientApi(app.Address, settings.ClientApiKey);
        hasty = new ClientApi(app.Address, settings.TestClientApiKey);
        pages = new ParentPages(app.Address);
    }

    public void Dispose()
    {
        patient.Dispose();
        hasty.Dispose();
        pages.Dispose();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        await mail.DisposeAsync();
    }

    [Fact]
    public async Task KilledAtRandomMoments_KeepsItsPromises()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"{SeedVariable}={seed}");
        var random = new Random(seed);

        using var enough = new CancellationTokenSource();
        var stream = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => PlayFamiliesAsync(enough.Token)));
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(100, 2500));
            await app.KillAndRestartAsync();
        }

        await enough.CancelAsync();
        await stream;
        var ids = await FindRegistrationsAsync();
        var state = await SettleAsync(ids);

        output.WriteLine($"{app.Kills} kills, {families.Count} families, {ids.Count} registrations, {mail.Received.Count} mails, {state.Logged.Count} deletions");
        foreach (var outcome in families.GroupBy(family => family.Outcome))
        {
            output.WriteLine($"  {outcome.Key}: {outcome.Count()}");
        }

        AssertStored(ids, state);
        await AssertAnsweredAsync(ids, state);
        AssertMailed(ids, state);
        await AssertLeftoversGoAsync(ids, state);
    }

    private async Task PlayFamiliesAsync(CancellationToken enough)
    {
        var outcomes = Enum.GetValues<Outcome>();
        while (!enough.IsCancellationRequested && families.Count < MostFamilies)
        {
            Family family;
            lock (families)
            {
                var outcome = outcomes[families.Count % outcomes.Length];
                var client = outcome is Outcome.Expired or Outcome.Abandoned ? hasty : patient;
                family = new Family(families.Count, outcome, client, pages, mail);
                families.Enqueue(family);
            }

            await family.PlayAsync();
        }
    }

    /// <returns>The registration id of each family that has one.</returns>
    private async Task<Dictionary<Family, string>> FindRegistrationsAsync()
    {
        var ids = new Dictionary<Family, string>();
        foreach (var family in families)
        {
            var answer = await family.Client.GetAsync($"api/v1/subjects/{family.SubjectId}/consent");
            if (answer["registrationId"] is { } id)
            {
                ids.Add(family, id);
            }
            else
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.Status);
                Assert.Equal(Outcome.Abandoned, family.Outcome);
            }
        }

        return ids;
    }

    private async Task<StoredState> SettleAsync(Dictionary<Family, string> ids)
    {
        StoredState? state = null;
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(1));
                    state = await StoredState.ReadAsync(azurite.ConnectionString);
                    return !state.LiveDeadlines.Any()
                        && ids.All(family => state.StateOf(family.Value) == (family.Key.Outcome == Outcome.Granted ? "Granted" : "Deleted"));
                },
                "an end to all deletions");
        }
        catch (TimeoutException)
        {
            output.WriteLine($"Not settled: {string.Join(", ", state!.LiveDeadlines)}");
            foreach (var (family, id) in ids)
            {
                output.WriteLine($"  {family.SubjectId} {family.Outcome}: {id} {state.StateOf(id)}");
            }

            output.WriteLine(string.Join('\n', state.Poison));
            throw;
        }

        return state!;
    }

    private static void AssertStored(Dictionary<Family, string> ids, StoredState state)
    {
        Assert.Empty(state.Poison);
        Assert.Equal(ids.Values.Order(StringComparer.Ordinal), state.Registrations.Keys.Order(StringComparer.Ordinal));
        foreach (var (family, id) in ids)
        {
            var row = state.Registrations[id];
            var beside = state.Beside[id].Select(other => other.RowKey).Order(StringComparer.Ordinal);
            if (family.Outcome == Outcome.Granted)
            {
                var history = Enumerable.Range(1, row.GetInt32("HistoryRows")!.Value).Select(number => $"history-{number:D6}");
                Assert.Equal(["data-00", .. history], beside);
                Assert.Equal(row.GetInt32("HistoryLength"), row.GetInt32("HistoryRows"));
            }
            else
            {
                var reason = family.Outcome == Outcome.Abandoned ? Outcome.Expired : family.Outcome;
                Assert.Equal(reason.ToString(), row.GetString("DeletionReason"));
                Assert.Empty(StoredState.RestOf(row));
                Assert.Empty(beside);
            }
        }

        var deleted = ids.Where(family => family.Key.Outcome != Outcome.Granted).Select(family => family.Value);
        Assert.Equal(deleted.Order(StringComparer.Ordinal), state.Logged.Order(StringComparer.Ordinal));
    }

    private async Task AssertAnsweredAsync(Dictionary<Family, string> ids, StoredState state)
    {
        using var console = new ClientApi(app.Address, settings.ConsoleKey);
        var verdict = await console.GetAsync("api/v1/deletion-log/verify");
        Assert.True(verdict.Json.GetProperty("holds").GetBoolean(), verdict.Body);
        Assert.Equal(state.Logged.Count, verdict.Json.GetProperty("entries").GetInt32());
        foreach (var (family, id) in ids)
        {
            var data = await family.Client.GetAsync($"api/v1/registrations/{id}/data");
            Assert.Equal(
                family.Outcome == Outcome.Granted ? (HttpStatusCode.OK, family.Nickname) : (HttpStatusCode.Gone, null), (data.Status, data["nickname"]));
        }
    }

    /// <summary>A mail that went out just before a kill that kept its note from being made goes out once more, and that is all.</summary>
    private void AssertMailed(Dictionary<Family, string> ids, StoredState state)
    {
        foreach (var family in families)
        {
            var mails = mail.For(family.Email);
            var tokens = MailedToken.In(mails).ToList();
            if (!ids.TryGetValue(family, out var id))
            {
                Assert.Empty(mails);
                continue;
            }

            Assert.All(tokens, token => Assert.Equal(
                (id, state.Registrations[id].GetString("Attempt")), (token.RegistrationId, token.Attempt)));
            Assert.True(
                family.Outcome == Outcome.Cancelled || tokens.Exists(token => token.Kind == MailedToken.Decide),
                $"The parent of {family.SubjectId} ({family.Outcome}) was never asked.");
        }

        var copies = mail.Received.GroupBy(MessageId).Select(same => same.Count()).ToList();
        output.WriteLine($"{copies.Sum(count => count - 1)} mails went out twice; {copies.Max()} copies of one at most");
        Assert.True(copies.Max() <= 1 + app.Kills);
        Assert.InRange(copies.Sum(count => count - 1), 0, app.Kills * AtOnce);
    }

    /// <summary>Weeks later, what was cut off has left nothing, no deletion is logged twice, and what was granted is still there.</summary>
    private async Task AssertLeftoversGoAsync(Dictionary<Family, string> ids, StoredState before)
    {
        output.WriteLine($"{before.Deadlines.Count} lines left for tries that were cut off");
        await app.Process.StopAsync();
        await using var later = await SystemHost.StartAsync(
            same =>
            {
                foreach (var (name, value) in settings.Values.Where(setting => !IsOfTheHost(setting.Key)))
                {
                    same[name] = value;
                }
            },
            given: azurite);
        later.Clock.Advance(TimeSpan.FromDays(20));
        await later.SweepAsync();
        var after = before;
        await Eventually.TrueAsync(
            async () => (after = await StoredState.ReadAsync(azurite.ConnectionString)).Deadlines.Count == 0, "an empty deadline index");

        Assert.Equal(before.Logged, after.Logged);
        Assert.Empty(after.Poison);
        foreach (var (family, id) in ids.Where(family => family.Key.Outcome == Outcome.Granted))
        {
            Assert.Equal(family.Nickname, (await later.Client.GetAsync($"api/v1/registrations/{id}/data"))["nickname"]);
        }
    }

    /// <summary>The later host has its own mail server, and reaches storage by a proxy whose clock goes along with its own.</summary>
    private bool IsOfTheHost(string setting) =>
        setting.StartsWith("Smtp", StringComparison.Ordinal) || settings.Values[setting] == azurite.ConnectionString;

    private static string MessageId(SmtpMessage message) => message.Source.Split("\r\n")
        .First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));
}
