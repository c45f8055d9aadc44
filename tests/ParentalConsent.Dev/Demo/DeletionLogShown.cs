using System.Net;
using System.Text.Json;
using ParentalConsent.Dev.Show;

namespace ParentalConsent.Dev.Demo;

internal sealed class DeletionLogShown : IStory
{
    public string Title => "The deletion log, as an administrator gets it";

    public async Task PlayAsync(Stage stage)
    {
        var log = await stage.Terminal.WhileAsync("waiting for the log", stage.UntilAsync(
            () => stage.Administrator.GetAsync("/api/v1/deletion-log", stage.CancellationToken),
            answer => answer.Status != HttpStatusCode.OK || Entries(answer.Json).Count >= 2,
            "both deletions are logged"));
        stage.Terminal.Did("GET /api/v1/deletion-log");
        Stage.Expect(log.Status == HttpStatusCode.OK, $"200, but: {log.Body}");
        stage.Terminal.Line();
        foreach (var line in Table.Lines(["#", "deleted at", "client", "reason", "state", "deletion", "registration"], [.. Entries(log.Json).Select(Row)]))
        {
            stage.Terminal.Line($"  {line}");
        }

        stage.Terminal.Line();
        var reasons = Entries(log.Json).Select(entry => Text(entry, "reason")).Order(StringComparer.Ordinal);
        Stage.Expect(reasons.SequenceEqual(["expired", "refused"]), "one entry for each deletion, and no more");

        stage.Terminal.Did("GET /api/v1/deletion-log/verify");
        var chain = await stage.Administrator.GetAsync("/api/v1/deletion-log/verify", stage.CancellationToken);
        stage.Terminal.Got($"{(int)chain.Status} {chain.Body}");
        Stage.Expect(chain is { Status: HttpStatusCode.OK } && chain["holds"] is "True", "the chain is whole");
        stage.Terminal.Success("the chain is whole: nothing was changed, removed or reordered");
    }

    private static List<JsonElement> Entries(JsonElement log) => [.. log.GetProperty("entries").EnumerateArray()];

    private static IReadOnlyList<string> Row(JsonElement entry) =>
    [
        Text(entry, "sequence"), Text(entry, "deletedAt"), Text(entry, "client"), Text(entry, "reason"), Text(entry, "state"),
        Text(entry, "deletionId"), Text(entry, "registrationId"),
    ];

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value.ToString() : "-";
}
