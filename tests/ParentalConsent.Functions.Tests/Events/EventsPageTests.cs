using System.Text.Json;
using System.Text.RegularExpressions;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Events;
using ParentalConsent.Functions.Http;
using ParentalConsent.TestKit;

namespace ParentalConsent.Functions.Tests.Events;

/// <summary>docs/events.md says what the code does.</summary>
public sealed partial class EventsPageTests
{
    private static readonly string Markdown = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "events.md"));

    [Fact]
    public void Types_AreThoseThereAre_InTheirOrder() =>
        Assert.Equal(Enum.GetValues<EventType>().Select(type => type.Word()), FirstCells("## Types").Select(cell => cell.Trim('`')));

    [Fact]
    public void Fields_AreThoseOfAnEvent_AndOfTheExample()
    {
        string[] fields = [.. Names(typeof(EventBody)).Where(name => name != "data"), .. Names(typeof(EventBodyData)).Select(name => $"data.{name}")];
        Assert.Equal(fields, FirstCells("## An event").Select(cell => cell.Trim('`')));
        JsonElement[] examples = [.. ExamplePattern().Matches(Section("## An event")).Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement)];
        Assert.All(examples, example => Assert.Equal(Names(typeof(EventBody)), example.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(
            Names(typeof(EventBodyData)),
            examples.SelectMany(example => example.GetProperty("data").EnumerateObject()).Select(property => property.Name).Distinct());
        Assert.All(examples, example => Assert.Equal(
            EventIds.For("r", "a", EventType.ConsentGranted).Length, example.GetProperty("id").GetString()!.Length));
    }

    [Fact]
    public void Reasons_AreAllNamed() => Assert.All(
        Enum.GetValues<DeletionReason>().Select(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString())),
        reason => Assert.Contains($"`{reason}`", Section("## Types"), StringComparison.Ordinal));

    [Fact]
    public void Answer_HasTheFieldsOfTheCode() => Assert.All(
        Names(typeof(EventsAnswer)), name => Assert.Contains($"\"{name}\":", Section("## The feed"), StringComparison.Ordinal));

    [Fact]
    public void Problem_IsNamed() =>
        Assert.Contains($"410 `{Problems.CursorTooOld("1").Code}`", Section("## The feed"), StringComparison.Ordinal);

    [Fact]
    public void Delays_AreThoseOfTheSchedule()
    {
        var row = Markdown.Split("<!-- delays -->\n")[1].Split('\n')[2];
        Assert.Equal(
            WebhookSchedule.Delays.Select(delay => delay switch
            {
                { TotalMinutes: < 1 } => $"{delay.TotalSeconds:0} s",
                { TotalHours: < 1 } => $"{delay.TotalMinutes:0} min",
                _ => $"{delay.TotalHours:0} h",
            }),
            row.Split('|')[2..^1].Select(cell => cell.Trim()));
        Assert.Contains($"When {WebhookState.MostInARow} fail one after the other", Markdown, StringComparison.Ordinal);
        Assert.Contains($"When {WebhookState.MostHeld} are held", Markdown, StringComparison.Ordinal);
        Assert.Contains($"every {WebhookSchedule.BetweenNew.TotalHours:0} hours", Markdown, StringComparison.Ordinal);
        Assert.Contains($"up to {WebhookSchedule.LongestRetryAfter.TotalHours:0} hours", Markdown, StringComparison.Ordinal);
        Assert.Equal(0.2, WebhookSchedule.Jitter);
    }

    private static IEnumerable<string> Names(Type type) =>
        type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static IEnumerable<string> FirstCells(string heading) => Section(heading).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim());

    private static string Section(string heading) => Markdown.Split($"{heading}\n")[1].Split("\n## ")[0];

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}
