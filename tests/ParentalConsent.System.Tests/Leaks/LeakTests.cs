using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParentalConsent.Storage.Queues;
using ParentalConsent.Storage.Tables;
using ParentalConsent.SystemTests.Host;
using ParentalConsent.TestKit.App;
using Xunit.Abstractions;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Personal data, tokens and keys are nowhere but in sealed columns, in mails, and in the answers to those they are for.</summary>
public sealed class LeakTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private readonly CapturedLogs logs = new();
    private readonly CapturedTelemetry telemetry = new();
    private readonly CapturedAnswers answers = new();
    private readonly MarkedValues marked = new();
    private readonly List<(string Where, byte[] Bytes)> cells = [];
    private SystemHost host = null!;
    private ClientsTable table = null!;

    public async Task InitializeAsync()
    {
        table = await ClientsTable.CreateAsync();
        host = await SystemHost.StartAsync(
            settings =>
            {
                settings["Policy__Path"] = PolicyFolder.Create((id, client) =>
                {
                    if (id == AppSettings.ClientId)
                    {
                        client["deletion"] = new JsonObject { ["acknowledge"] = true };
                        client["targets"] = table.Targets;
                    }
                });
                foreach (var section in (string[])["Logging__", "Logging__Captured__", "AzureFunctionsJobHost__logging__"])
                {
                    foreach (var category in (string[])["Default", "Microsoft.AspNetCore", "Microsoft.Hosting.Lifetime", "Azure.Core"])
                    {
                        settings[$"{section}LogLevel__{category}"] = "Trace";
                    }
                }

                settings["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01";
            },
            logging => logging.AddProvider(logs));
        telemetry.AppPort = host.Address.Port;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose()
    {
        telemetry.Dispose();
        answers.Dispose();
        logs.Dispose();
    }

    [Fact]
    public async Task WholeStory_LeavesNoMarkedValue_OutsideSealedColumns()
    {
        using (var story = new LeakStory(host, marked, answers))
        {
            await PlayAsync(story);
        }

        var search = new LeakSearch(marked.All);
        Assert.Contains("Debug Microsoft.AspNetCore", string.Join('\n', logs.Lines), StringComparison.Ordinal);
        var places = await PlacesAsync();
        foreach (var place in places)
        {
            output.WriteLine($"{place.Items.Count} {place.Name}");
            Assert.True(place.Items.Count > 0, $"No {place.Name} was captured, so searching them shows nothing.");
        }

        var leaks = places.SelectMany(place => Leaks(search, place)).Distinct().ToList();
        leaks.ForEach(output.WriteLine);
        Assert.Empty(leaks);

        // The control: one value planted in each place is found in each.
        await PlantAsync(marked.ParentEmail(1));
        var found = (await PlacesAsync()).Where(place => Leaks(search, place).Any()).Select(place => place.Name);
        Assert.Equal(places.Select(place => place.Name), found);
    }

    [Fact]
    public void Search_FindsEveryDisguise()
    {
        const string Value = "Mirabelle O'Größe <1&2>";
        var search = new LeakSearch(new Dictionary<string, string> { ["name"] = Value });

        Assert.All(LeakSearch.Disguises(Value), disguise => Assert.NotNull(search.Find($"before {disguise} after")));
        Assert.NotNull(search.Find(Value.ToUpperInvariant()));
        Assert.NotNull(search.Find(Encoding.Unicode.GetBytes($"…{Value}…")));
        Assert.NotNull(search.Find(Encoding.BigEndianUnicode.GetBytes(Value)));
        Assert.All(Enumerable.Range(0, 3), before => Assert.NotNull(search.Find(
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('x', before)}{Value} and more")))));
        Assert.NotNull(search.Find(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes($"{Value} twice")))));
        Assert.Null(search.Find("Mirabelle"));
    }

    private async Task PlayAsync(LeakStory story)
    {
        await story.GrantAsync();
        await story.GrantAndWithdrawAsync();
        await story.EndAsync("refuse");
        await story.EndAsync("notMyChild");
        await story.CancelAsync();
        await story.MailFailsAsync();
        await story.StorageFailsAsync();
        await story.BadInputAsync();
        await story.WrongLinksAsync();
        await story.DiscoverAsync();
        await story.DeleteElsewhereAsync(table);
        var unanswered = await story.WaitAsync();
        cells.AddRange(await host.CellsAsync());

        host.Clock.Advance(TimeSpan.FromDays(15));
        await host.SweepAsync();
        await Eventually.TrueAsync(async () => await host.Client.StateAsync(unanswered) == "deleted", "the unanswered one deleted");
        await story.AdministerAsync();
        await story.AskGateAsync();
    }

    private async Task<List<(string Name, List<byte[]> Items)>> PlacesAsync()
    {
        var calls = host.Storage.Calls;
        return
        [
            ("log lines", Texts(logs.Lines)),
            ("traces", Texts(telemetry.Traces)),
            ("measurements", Texts(telemetry.Measurements)),
            ("library events", Texts(telemetry.Events)),
            ("answers", Texts(answers.Answers)),
            ("storage addresses", Texts(calls.Select(call => call.Target))),
            ("queue messages", [.. calls.Where(call => call.Kind.EndsWith(" put", StringComparison.Ordinal)).Select(call => call.Body)]),
            ("table writes", [.. calls.Where(call => call.Body.Length > 0 && !call.Kind.EndsWith(" put", StringComparison.Ordinal)).Select(call => call.Body)]),
            ("table cells", [.. cells.Concat(await host.CellsAsync()).Select(cell => cell.Bytes)]),
        ];

        static List<byte[]> Texts(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
    }

    private static IEnumerable<string> Leaks(LeakSearch search, (string Name, List<byte[]> Items) place) =>
        place.Items.Select(search.Find).OfType<string>().Select(found => $"{place.Name}: {found}");

    private async Task PlantAsync(string value)
    {
        host.Services.GetRequiredService<ILogger<LeakTests>>().LogTrace("Planted {Value}", Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
        using (var source = new ActivitySource("planted"))
        using (var meter = new Meter("planted"))
        {
            source.StartActivity("planted")?.SetTag("value", value.ToUpperInvariant()).Dispose();
            meter.CreateCounter<long>("planted").Add(1, new KeyValuePair<string, object?>("value", Uri.EscapeDataString(value)));
        }

        // Through the proxy, whose calls are the storage's addresses and writes and which the Azure libraries report.
        var binary = new TableEntity("planted", "planted") { ["Sealed"] = Encoding.Unicode.GetBytes($"x{value}") };
        var table = new TableServiceClient(host.Storage.ConnectionString).GetTableClient(TableNames.Registrations);
        await table.UpsertEntityAsync(binary);
        await table.UpsertEntityAsync(new TableEntity("planted", value));
        var queue = new QueueClient(
            host.Storage.ConnectionString, QueueNames.Deletions, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.SendMessageAsync($"{{\"planted\":\"{value}\"}}", TimeSpan.FromDays(1));

        // An error that repeats what was asked.
        host.Storage.Refuses = _ => true;
        using var http = new HttpClient(answers, disposeHandler: false);
        using var answer = await http.GetAsync(new Uri(queue.Uri, value));
    }
}
