using System.Net;
using System.Text;
using System.Text.Json;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Discoveries;

public sealed class ManyDiscoveriesTests : IAsyncLifetime
{
    private const string Path = "/api/v1/discoveries";

    private const string Ndjson = "application/x-ndjson";

    private const string Csv = "text/csv; charset=utf-8";

    private readonly ConsentHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task JsonLines_AreReportedByLine_AndTheRestGoesOn()
    {
        string[] lines =
        [
            """{"subjectId":"adult","dateOfBirth":"1990-01-01"}""",
            """{"subjectId":"marked-child","age":9,"country":"DE","parentEmail":"marked-parent@example.test","childName":"Marked Mia","purposes":["newsletter"]}""",
            """{"subjectId":"unknown","age":null,"country":"DE","parentEmail":"marked-other@example.test"}""",
            """{"subjectId":"a@b","age":900,"MarkedName":1,"parentEmail":"nobody","country":"DEU"}""",
            "{ broken",
            "",
            """["marked"]""",
            """{"subjectId":"marked-child","age":9,"parentEmail":"marked-parent@example.test"}""",
            """{"subjectId":"nobody-to-ask","age":9}""",
            $$"""{"subjectId":"long","age":9,"childName":"{{new string('x', 9000)}}"}""",
        ];
        var answer = await (await host.Sample.PostTextAsync($"{Path}?end=true", string.Join('\n', lines), Ndjson)).JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("discoveryId").GetString()!;
        Assert.Equal((11, 10, 0), (Number(answer, "nextLine"), Number(answer, "received"), Number(answer, "workedOff")));
        Assert.Equal("working", answer.GetProperty("state").GetString());
        await host.WorkAsync();

        var done = await (await host.Sample.GetPathAsync($"{Path}/{id}")).JsonAsync();
        Assert.Equal("finished", done.GetProperty("state").GetString());
        Assert.Equal(
            """{"notRequired":1,"pending":2,"duplicate":1,"invalid":6}""", done.GetProperty("outcomes").GetRawText());
        Assert.Equal(
            [
                "1 notRequired", "2 pending", "3 pending",
                "4 invalid line:unknownField age:outOfRange country:notACountryCode subjectId:looksLikeEmail parentEmail:notAnEmailAddress",
                "5 invalid line:brokenJson", "6 invalid line:empty", "7 invalid line:jsonNotAnObject", "8 duplicate",
                "9 invalid parentEmail:required", "10 invalid line:tooLong",
            ],
            await ResultsAsync(id));
        Assert.Equal(2, host.Mailer.Sent.Count);
        Assert.All(host.Store.Registrations, registration => Assert.False(registration.HoldsData));

        var csv = await host.Sample.GetPathAsync($"{Path}/{id}/results?format=csv&after=3");
        Assert.StartsWith(
            "line,outcome,registrationId,errors\r\n4,invalid,,line:unknownField age:outOfRange",
            await csv.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.Equal("10", csv.Headers.GetValues("X-Last-Line").Single());
        AssertSaysNothing(answer.ToString(), done.ToString(), await csv.Content.ReadAsStringAsync(), string.Join('\n', await ResultsAsync(id)));
    }

    [Fact]
    public async Task CsvLines_HaveTheFieldsOfTheHeader()
    {
        const string Body = "\uFEFFsubjectId,age,dateOfBirth,country,parentEmail,childName,purposes\r\n"
            + "adult,40,,DE,,,\r\n"
            + "\"child \"\"one\"\"\",9,,DE,marked-parent@example.test,\"Marked, Mia\",newsletter leaderboard\r\n"
            + "unknown,,,,marked-other@example.test,,\r\n"
            + "child-2,nine,2016-01-01,DE,marked-parent@example.test,Mia,newsletter;cooking\r\n"
            + "child-3,9,,DE\r\n"
            + "child-4,9,\"oops,DE,,,\r\n";
        var answer = await (await host.Sample.PostTextAsync($"{Path}?end=true", Body, Csv)).JsonAsync(HttpStatusCode.Accepted);
        var id = answer.GetProperty("discoveryId").GetString()!;
        Assert.Equal(7, Number(answer, "nextLine"));
        await host.WorkAsync();

        Assert.Equal(
            [
                "1 notRequired", "2 pending", "3 pending", "4 invalid dateOfBirth:onlyOneOf age:onlyOneOf age:wrongType purposes[1]:unknownPurpose",
                "5 invalid line:wrongColumnCount", "6 invalid line:brokenCsv",
            ],
            await ResultsAsync(id));
        var child = Assert.Single(host.Store.Registrations, registration => registration.Details!.ChildName is not null);
        Assert.Equal("Marked, Mia", child.Details!.ChildName);
        Assert.Equal(["account", "newsletter", "leaderboard"], child.Purposes);
    }

    [Theory]
    [InlineData("", "header required")]
    [InlineData("subjectId,age", "header required")]
    [InlineData("subjectId,\"age\n", "header brokenCsv")]
    [InlineData("subjectId,age,age\n", "header duplicateField")]
    [InlineData("subject,years\n", "age required", "header unknownField", "subjectId required")]
    [InlineData("subjectId,age,data\n", "header unknownField")]
    public async Task HeaderThatIsNone_IsRefused_AndNothingIsBegun(string body, params string[] errors)
    {
        Assert.Equal(errors, await (await host.Sample.PostTextAsync(Path, body, Csv)).FieldErrorsAsync());
        Assert.Equal(0, host.Discoveries.Calls.Count);
    }

    [Fact]
    public async Task Lines_GoOnWhereTheyStopped_InAsManyCallsAsItTakes()
    {
        var id = (await (await host.Sample.PostTextAsync(Path, Adults(1, 3) + "{\"subjectId\":\"cut", Ndjson)).JsonAsync(HttpStatusCode.Accepted))
            .GetProperty("discoveryId").GetString()!;
        Assert.Equal(4, Number(await (await host.Sample.GetPathAsync($"{Path}/{id}")).JsonAsync(), "nextLine"));

        var gap = await PutAsync(id, "from=5", Adults(5, 6));
        Assert.Equal("4", (await gap.JsonAsync(HttpStatusCode.Conflict)).GetProperty("nextLine").GetString());
        Assert.Equal("linesMissing", await gap.ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal(7, Number(await (await PutAsync(id, "from=2", Adults(2, 6))).JsonAsync(HttpStatusCode.Accepted), "nextLine"));
        Assert.Equal("receiving", (await (await host.Sample.GetPathAsync($"{Path}/{id}")).JsonAsync()).GetProperty("state").GetString());
        await (await host.Sample.PostTextAsync($"{Path}/{id}/end", "")).JsonAsync(HttpStatusCode.Accepted);
        await (await host.Sample.PostTextAsync($"{Path}/{id}/end", "")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("discoveryOver", await (await PutAsync(id, "from=7", Adults(7, 8))).ProblemCodeAsync(HttpStatusCode.Conflict));
        await (await PutAsync(id, "from=1&end=true", Adults(1, 6))).JsonAsync(HttpStatusCode.Accepted);
        await host.WorkAsync();
        Assert.Equal(Enumerable.Range(1, 6).Select(line => $"{line} notRequired"), await ResultsAsync(id));

        var listed = Assert.Single((await (await host.Sample.GetPathAsync(Path)).JsonAsync()).GetProperty("discoveries").EnumerateArray());
        Assert.Equal(id, listed.GetProperty("discoveryId").GetString());
    }

    [Fact]
    public async Task WrongCalls_AreToldSo()
    {
        var id = (await (await host.Sample.PostTextAsync(Path, "", Ndjson)).JsonAsync(HttpStatusCode.Accepted)).GetProperty("discoveryId").GetString()!;
        Assert.Equal(["from notALine"], await (await PutAsync(id, "from=0", "")).FieldErrorsAsync());
        Assert.Equal(["end notAFlag", "from notALine", "query unknownField"], await (await PutAsync(id, "end=yes&line=1", "")).FieldErrorsAsync());
        Assert.Equal(["after notALine", "format unknownFormat"], await (await host.Sample.GetPathAsync($"{Path}/{id}/results?format=xml&after=-1")).FieldErrorsAsync());
        Assert.Equal(
            "unsupportedMediaType", await (await PutAsync(id, "from=1", "subjectId,age\n", Csv)).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType));
        Assert.Equal("unsupportedMediaType", await (await host.Sample.PostTextAsync(Path, "x", "text/plain")).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType));

        foreach (var unknown in (string[])[id, Discovery.NewId(), "none"])
        {
            var caller = unknown == id ? host.Other : host.Sample;
            Assert.Equal("discoveryNotFound", await (await caller.GetPathAsync($"{Path}/{unknown}")).ProblemCodeAsync(HttpStatusCode.NotFound));
            Assert.Equal("discoveryNotFound", await (await caller.GetPathAsync($"{Path}/{unknown}/results")).ProblemCodeAsync(HttpStatusCode.NotFound));
            Assert.Equal("discoveryNotFound", await (await caller.PostTextAsync($"{Path}/{unknown}/end", "")).ProblemCodeAsync(HttpStatusCode.NotFound));
        }

        foreach (var path in (string[])["", $"/{id}", $"/{id}/results"])
        {
            Assert.Equal("unauthorized", await (await host.Anybody.GetPathAsync(Path + path)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        }

        Assert.Equal("unauthorized", await (await PutAsync(id, "from=1", "", Ndjson, host.Anybody)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("unauthorized", await (await host.Anybody.PostTextAsync($"{Path}/{id}/end", "")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task FiveTakeLinesAtATime()
    {
        for (var open = 0; open < Discovery.MostOpen; open++)
        {
            await (await host.Sample.PostTextAsync(Path, "", Ndjson)).JsonAsync(HttpStatusCode.Accepted);
        }

        Assert.Equal("tooManyDiscoveries", await (await host.Sample.PostTextAsync(Path, "", Ndjson)).ProblemCodeAsync(HttpStatusCode.TooManyRequests));
        await (await host.Other.PostTextAsync($"{Path}?end=true", "", Ndjson)).JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task LimitOfMails_DelaysTheRest()
    {
        await using var started = await StartedHost.StartAsync("Limits:ClientPerMinute=2");
        var slow = started.Host;
        var lines = string.Concat(Enumerable.Range(1, 4).Select(child => $$"""{"subjectId":"c{{child}}","age":9,"parentEmail":"p{{child}}@example.test"}""" + "\n"));
        await (await slow.Sample.PostTextAsync($"{Path}?end=true", lines, Ndjson)).JsonAsync(HttpStatusCode.Accepted);
        await slow.WorkAsync();
        Assert.Equal(2, slow.Store.Registrations.Count);
        var put = Assert.Single(slow.Queues.Waiting, message => message.Queue == "discoveries");
        Assert.InRange(put.Delay, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    private async Task<HttpResponseMessage> PutAsync(string id, string query, string body, string type = Ndjson, HttpClient? caller = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await (caller ?? host.Sample).PutAsync(new Uri($"{Path}/{id}/lines?{query}", UriKind.Relative), content);
    }

    private static string Adults(int from, int to) => string.Concat(
        Enumerable.Range(from, to - from + 1).Select(line => $$"""{"subjectId":"adult-{{line}}","age":40}""" + "\n"));

    private async Task<IEnumerable<string>> ResultsAsync(string id)
    {
        var response = await host.Sample.GetPathAsync($"{Path}/{id}/results");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => Said(JsonDocument.Parse(line).RootElement))];
    }

    private static string Said(JsonElement result) => string.Join(
        ' ',
        [
            $"{result.GetProperty("line")}",
            $"{result.GetProperty("outcome")}",
            .. result.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("field")}:{error.GetProperty("code")}"),
        ]);

    private static int Number(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    private void AssertSaysNothing(params string[] said)
    {
        var messages = host.Queues.Sent.Select(sent => JsonSerializer.Serialize(sent.Message, sent.Message.GetType()));
        Assert.All(
            (IEnumerable<string>)[.. said, .. host.Logs.Lines, .. messages], text => Assert.DoesNotContain("marked", text, StringComparison.OrdinalIgnoreCase));
    }
}
