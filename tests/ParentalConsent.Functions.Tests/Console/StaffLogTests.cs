using System.Net;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Tests.Consent;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Forms;

namespace ParentalConsent.Functions.Tests.Console;

/// <summary>Who looked at what, and who did what.</summary>
public sealed class StaffLogTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        host.Settings.Add("Console:TrustAppServiceAuthentication=true");
        return host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task EveryLookAndAction_IsTakenDown()
    {
        var deletion = Administrator.Deletion(1);
        await host.Log.AppendAsync([deletion], CancellationToken.None);
        var (first, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var (second, calling) = await host.SayYesAsync();
        await host.Anybody.PostFormAsync("/consent/method", ("token", calling), ("method", "attested"));
        var code = host.Find(second).Verification.Reference!;
        var http = host.With(await host.SessionAsync());
        (string, string)[] fields =
        [
            ("code", code), ("record", "yes"), ("way", "Telephone"), ("at", $"{host.Clock.Now.UtcDateTime:yyyy-MM-ddTHH:mm}"),
            ("guardianName", "Marked Guardian"), ("relationship", "mother"), ("attested", "yes"),
        ];

        await http.GetPathAsync($"/console/registrations/{first}");
        await http.GetPathAsync("/console/registrations/marked-parent@example.test");
        await http.GetPathAsync($"/console/deletions/{deletion.DeletionId}");
        await http.GetPathAsync($"/console/reviews/{first}");
        await http.GetPathAsync($"/console/reviews/{first}/{host.Find(first).Verification.Upload}");
        await http.PostFormAsync($"/console/reviews/{first}", ("upload", host.Find(first).Verification.Upload!));
        await http.PostFormAsync($"/console/reviews/{first}", ("upload", host.Find(first).Verification.Upload!), ("finding", "Unreadable"));
        await http.PostFormAsync($"/console/reviews/{first}", ("upload", "another"), ("finding", "accept"));
        await http.PostFormAsync("/console/attestations", ("code", "marked-parent@example.test"));
        await http.PostFormAsync("/console/attestations", ("code", code));
        await http.PostFormAsync("/console/attestations", fields[..^1]);
        await http.PostFormAsync("/console/attestations", fields);
        await http.GetPathAsync("/console/deletion-log.csv");
        await http.GetPathAsync("/console/staff.csv");

        Assert.Equal(
            [
                "signIn - Done", $"seeRegistration {first} Done", "seeRegistration - NotDone", $"seeDeletion {deletion.DeletionId} Done",
                $"seeForm {first} Done", $"seePicture {first} Done", $"seeForm {first} NotDone", $"rejectForm {first} Done",
                $"acceptForm {first} NotDone", "lookUpCode - NotDone", $"lookUpCode {second} Done", $"recordConsent {second} NotDone",
                $"recordConsent {second} Done", "exportDeletionLog - Done", "exportStaffLog - Done",
            ],
            Lines());
        Assert.All(host.StaffLog.Entries, entry => Assert.Equal(
            (Administrator.Name, StaffRole.Operator, StaffSignIn.Key), (entry.Who, entry.Role, entry.SignIn)));
        Assert.Equal(RegistrationState.Granted, host.Find(second).State);
    }

    [Fact]
    public async Task WhoItIs_IsAsWellKnownAsTheirSignIn()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.Account("ConsentAuditor", "7f3c").GetPathAsync($"/console/registrations/{id}");
        await host.Auditor.GetPathAsync("/api/v1/deletion-log?format=csv");
        await host.Console.GetPathAsync("/api/v1/staff-log?format=csv");
        await host.Console.GetPathAsync("/api/v1/deletion-log");

        Assert.Equal(
            [
                ("7f3c", StaffRole.Auditor, StaffSignIn.Account), (SecretNames.AuditorKey, StaffRole.Auditor, StaffSignIn.Call),
                (SecretNames.ConsoleKey, StaffRole.Operator, StaffSignIn.Call),
            ],
            host.StaffLog.Entries.Select(entry => (entry.Who, entry.Role, entry.SignIn)));
    }

    [Fact]
    public async Task RefusedAttempts_AreTakenDown()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var auditor = host.Account("ConsentAuditor");

        await auditor.GetPathAsync($"/console/reviews/{id}");
        await auditor.PostFormAsync($"/console/reviews/{id}", ("upload", "x"), ("finding", "accept"));
        await auditor.PostFormAsync("/console/attestations", ("code", host.Find(id).Verification.Reference!));
        await host.Account("SomethingElse").GetPathAsync($"/console/registrations/{id}");
        await host.Account("SomethingElse").PostFormAsync($"/console/reviews/{id}", ("upload", "x"), ("finding", "NotSigned"));
        await host.Anybody.GetPathAsync($"/console/registrations/{id}");

        Assert.Equal(
            [
                $"seeForm {id} Refused", $"acceptForm {id} Refused", "lookUpCode - Refused", $"seeRegistration {id} Refused",
                $"rejectForm {id} Refused",
            ],
            Lines());
        Assert.Equal(StaffRole.None, host.StaffLog.Entries[^1].Role);
    }

    [Fact]
    public async Task FormOfAnotherSite_IsNobodysDoing()
    {
        var (id, _) = await host.SayYesAsync();
        var http = host.Account("ConsentAdministrator");
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        await http.PostFormAsync($"/console/reviews/{id}", ("finding", "accept"));

        Assert.Empty(host.StaffLog.Entries);
    }

    [Fact]
    public async Task Look_IsInTheLog_BeforeAnythingIsRead()
    {
        var id = await host.Sample.RegisterMinorAsync();
        var outcomes = new List<StaffOutcome>();
        host.Calls.Before = _ =>
        {
            outcomes.AddRange(host.StaffLog.Entries.Select(entry => entry.Outcome));
            return Task.CompletedTask;
        };

        await host.Account("ConsentAuditor").GetPathAsync($"/console/registrations/{id}");

        Assert.Equal([StaffOutcome.Begun, StaffOutcome.Begun], outcomes);
        Assert.Equal([$"seeRegistration {id} Done"], Lines());
    }

    [Fact]
    public async Task StaffLogDown_NothingIsShownOrDone()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var upload = host.Find(id).Verification.Upload!;
        var http = host.Account("ConsentAdministrator");
        host.Calls.Reset();
        host.StaffLog.Calls.Before = _ => throw new InvalidOperationException("down");

        foreach (var answer in new[]
        {
            await http.GetPathAsync($"/console/registrations/{id}"), await http.GetPathAsync($"/console/reviews/{id}/{upload}"),
            await http.PostFormAsync($"/console/reviews/{id}", ("upload", upload), ("finding", "accept")),
        })
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        Assert.Empty(host.Calls.Names);
        Assert.Equal(RegistrationState.AwaitingParent, host.Find(id).State);
    }

    [Fact]
    public async Task CutOffInBetween_StaysBegun()
    {
        var (id, token) = await host.SayYesAsync();
        await host.SendFormAsync(token, SampleForms.Png);
        var http = host.Account("ConsentAdministrator");
        host.Calls.Before = name => name == "RegistrationStore.TrySaveAsync" ? throw new InvalidOperationException("killed") : Task.CompletedTask;

        await http.PostFormAsync($"/console/reviews/{id}", ("upload", host.Find(id).Verification.Upload!), ("finding", "accept"));

        Assert.Equal([$"acceptForm {id} Begun"], Lines());

        // Done, but the outcome could not be written any more.
        host.Calls.Before = null;
        host.StaffLog.Calls.Before = _ => host.StaffLog.Entries.Count > 1 ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        await http.PostFormAsync($"/console/reviews/{id}", ("upload", host.Find(id).Verification.Upload!), ("finding", "accept"));
        Assert.Equal(RegistrationState.Granted, host.Find(id).State);
        Assert.Equal([$"acceptForm {id} Begun", $"acceptForm {id} Begun"], Lines());
    }

    [Fact]
    public async Task Page_ShowsFiltersAndPages_AndExportsTheSame()
    {
        foreach (var number in Enumerable.Range(1, 60))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.StaffLog.PutAsync(
                StaffLogEntry.Of(
                    new StaffMember(number % 2 == 0 ? "Ada & <b>" : "=Bob", StaffRole.Operator, StaffSignIn.Key), StaffAction.SeeForm,
                    $"{number:x32}", StaffOutcome.Done, host.Clock.Now),
                CancellationToken.None);
        }

        var http = host.Account("ConsentAuditor");
        var first = await (await http.GetPathAsync("/console/staff")).PageAsync(HttpStatusCode.OK);
        var second = await (await http.GetPathAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).PageAsync(HttpStatusCode.OK);
        Assert.Equal((50, 10), (first.QuerySelectorAll("tbody tr").Length, second.QuerySelectorAll("tbody tr").Length));
        Assert.Null(second.QuerySelector("a[rel=next]"));
        Assert.Contains($"{60:x32}", first.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);

        var filtered = await (await http.GetPathAsync("/console/staff?who=Ada%20%26%20%3Cb%3E&what=seeForm&from=2030-05-06&to=2030-05-06")).PageAsync(HttpStatusCode.OK);
        Assert.Equal(30, filtered.QuerySelectorAll("tbody tr").Length);
        var csv = await http.GetPathAsync(filtered.QuerySelector("a[href*='.csv']")!.GetAttribute("href")!);
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,who,role,signIn,what,registrationId,deletionId,outcome", lines[0]);
        Assert.Equal($"2030-05-06T08:08:09.1230000Z,Ada & <b>,operator,key,seeForm,{60:x32},,done", lines[1]);
        Assert.Equal(31, lines.Length);
        var all = await (await http.GetPathAsync("/console/staff.csv")).Content.ReadAsStringAsync();
        Assert.Contains(",'=Bob,", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ThatIsCut_LeadsToTheNextPart()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.StaffLog.PutAsync(
                StaffLogEntry.Of(new StaffMember("Ada", StaffRole.Operator, StaffSignIn.Key), StaffAction.SeeForm, $"{number:x32}", StaffOutcome.Done, host.Clock.Now),
                CancellationToken.None);
        }

        await using var target = new MemoryStream();
        var csv = new Functions.StaffLog.StaffLogCsv(new ReadStaffLog(host.StaffLog)) { MaxRows = 3 };
        var cursor = await csv.WriteAsync(target, new StaffLogQuery(), CancellationToken.None);

        Assert.Equal(StaffLogCursor.Of(host.StaffLog.Entries[2]), cursor);
        Assert.EndsWith($"cursor={cursor}\r\n", System.Text.Encoding.UTF8.GetString(target.ToArray()), StringComparison.Ordinal);
        Assert.Null(await csv.WriteAsync(Stream.Null, new StaffLogQuery(After: cursor), CancellationToken.None));
    }

    [Fact]
    public async Task Api_AnswersTheSame()
    {
        var id = await host.Sample.RegisterMinorAsync();
        await host.Account("ConsentAuditor", "7f3c").GetPathAsync($"/console/registrations/{id}");

        var entry = (await (await host.Auditor.GetPathAsync("/api/v1/staff-log?who=7f3c")).JsonAsync()).GetProperty("entries")[0];

        Assert.Equal(
            $$"""{"at":"2030-05-06T07:08:09.123+00:00","who":"7f3c","role":"auditor","signIn":"account","what":"seeRegistration","registrationId":"{{id}}","deletionId":null,"outcome":"done"}""",
            entry.GetRawText());
        Assert.Equal("unauthorized", await (await host.Sample.GetPathAsync("/api/v1/staff-log")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("forbidden", await (await host.Account("SomethingElse").GetPathAsync("/api/v1/staff-log")).ProblemCodeAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("?from=yesterday", "from notATime")]
    [InlineData("?from=2030-01-02&to=2030-01-01", "to notAfterFrom")]
    [InlineData("?what=everything", "what unknownAction")]
    [InlineData("?what=0", "what unknownAction")]
    [InlineData("?who=a%E2%80%AEb", "who notAName")]
    [InlineData("?who=Ada&who=Bob", "who duplicateField")]
    [InlineData("?cursor=-1", "cursor notACursor")]
    [InlineData("?format=xml", "format unknownFormat")]
    [InlineData("?whom=Ada", "query unknownField")]
    [InlineData("?from=x&to=y&who=%00&what=z&cursor=z&format=z",
        "cursor notACursor", "format unknownFormat", "from notATime", "to notATime", "what unknownAction", "who notAName")]
    public async Task BadFilters_AreNamed(string query, params string[] errors)
    {
        Assert.Equal(errors, await (await host.Console.GetPathAsync($"/api/v1/staff-log{query}")).FieldErrorsAsync());
        var page = await (await host.Account("ConsentAuditor").GetPathAsync($"/console/staff{query}")).PageAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(errors.Length, page.QuerySelectorAll(".errors li").Length);
        await (await host.Account("ConsentAuditor").GetPathAsync($"/console/staff.csv{query}")).PageAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task NameTooLong_IsNamed() =>
        Assert.Equal(["who notAName"], await (await host.Console.GetPathAsync($"/api/v1/staff-log?who={new string('a', 101)}")).FieldErrorsAsync());

    private IEnumerable<string> Lines() => host.StaffLog.Entries.Select(entry => $"{entry.What} {entry.About ?? "-"} {entry.Outcome}");
}
