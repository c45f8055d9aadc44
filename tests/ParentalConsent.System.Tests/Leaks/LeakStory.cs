using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ParentalConsent.SystemTests.Host;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Everything that can happen to registrations, with marked values wherever a value goes.</summary>
public sealed class LeakStory : IDisposable
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";

    private readonly SystemHost host;
    private readonly MarkedValues marked;
    private readonly HttpClient http;
    private int stories;

    public LeakStory(SystemHost host, MarkedValues marked, CapturedAnswers answers)
    {
        this.host = host;
        this.marked = marked;
        http = new HttpClient(answers, disposeHandler: false) { BaseAddress = host.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", marked.UserAgent);
        foreach (var header in (string[])["X-Forwarded-For", "X-Real-IP", "X-Client-IP", "Client-IP", "Forwarded"])
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(header, marked.ForwardedFor);
        }

        marked.Marked("client's API key", host.Settings.ClientApiKey);
        marked.Marked("console key", host.Settings.ConsoleKey);
        foreach (var (name, value) in host.Settings.Values.Where(setting => setting.Key.EndsWith("-key", StringComparison.Ordinal)))
        {
            marked.Marked(name, value);
        }
    }

    public async Task GrantAndWithdrawAsync()
    {
        var (id, email) = await RegisterAndAskAsync();
        var token = Token(email);
        await PostFormAsync("consent/open", HttpStatusCode.OK, [new("token", token)]);
        await DecideAsync(token, "grant", HttpStatusCode.UnprocessableEntity, attestation: "");
        await DecideAsync(token, "grant", HttpStatusCode.OK);
        await Eventually.TrueAsync(() => host.Mail.For(email).Count == 2, "the mail about the grant");
        var data = await GetAsync($"api/v1/registrations/{id}/data", host.Settings.ClientApiKey);
        Assert.Equal(marked.Nickname, JsonSerializer.Deserialize<JsonElement>(data).GetProperty("nickname").GetString());
        await GetAsync($"api/v1/registrations/{id}", host.Settings.ClientApiKey);
        await GetAsync($"api/v1/registrations/{id}", host.Settings.TestClientApiKey);
        await DecideAsync(token, "refuse", HttpStatusCode.Conflict);
        await DecideAsync(Token(email), "withdraw", HttpStatusCode.OK);
        await DeletedAsync(id);
        await GetAsync($"api/v1/registrations/{id}/data", host.Settings.ClientApiKey);
    }

    public async Task GrantAsync()
    {
        var (_, email) = await RegisterAndAskAsync();
        await DecideAsync(Token(email), "grant", HttpStatusCode.OK);
        await Eventually.TrueAsync(() => host.Mail.For(email).Count == 2, "the mail about the grant");
    }

    /// <param name="decision"><c>refuse</c> or <c>notMyChild</c>.</param>
    public async Task EndAsync(string decision)
    {
        var (id, email) = await RegisterAndAskAsync();
        var token = Token(email);
        await DecideAsync(token, decision, HttpStatusCode.OK);
        await DeletedAsync(id);
        await PostFormAsync("consent/open", null, [new("token", token)]);
    }

    public async Task CancelAsync()
    {
        var (id, _) = await RegisterAndAskAsync();
        await PostJsonAsync($"api/v1/registrations/{id}/cancel", "", HttpStatusCode.Accepted);
        await DeletedAsync(id);
    }

    /// <returns>The registration's id; it is left waiting.</returns>
    public async Task<string> WaitAsync() => (await RegisterAndAskAsync()).Id;

    /// <summary>The mail server repeats the address in its answers.</summary>
    public async Task MailFailsAsync()
    {
        foreach (var refusal in (string[])["451 4.3.0 <{0}> is busy, Mr {0}", "550 5.1.1 <{0}>: {0} unknown", "554 no thanks to {0}"])
        {
            var email = marked.ParentEmail(++stories);
            host.Mail.RefuseRecipient(email, refusal.Replace("{0}", email, StringComparison.Ordinal));
            var failures = host.Storage.Calls.Count(call => call.Kind.StartsWith("mailfailures", StringComparison.Ordinal));
            await RegisterAsync(email);
            await Eventually.TrueAsync(
                () => host.Storage.Calls.Count(call => call.Kind.StartsWith("mailfailures", StringComparison.Ordinal)) > failures, "a mail failure");
        }
    }

    /// <summary>Storage refuses a request's write, then a worker's; its errors repeat what was sent.</summary>
    public async Task StorageFailsAsync()
    {
        host.Storage.Refuses = call => call.Kind == "registrations transaction";
        await PostJsonAsync("api/v1/registrations", Body(marked.ParentEmail(++stories)), null);
        host.Storage.Refuses = _ => false;
        var email = marked.ParentEmail(++stories);
        var refused = 0;
        host.Storage.Refuses = call => call.Kind == "registrations read" && Interlocked.Increment(ref refused) == 1;
        await RegisterAsync(email);
        await Eventually.TrueAsync(() => host.Mail.For(email).Count > 0, "a mail at the second try");
        Assert.True(refused > 1);
    }

    public async Task BadInputAsync()
    {
        var email = marked.ParentEmail(++stories);
        foreach (var body in (string[])
        [
            $"{{\"parentEmail\": \"{email}\", ", $"\"{email}\"", $"{{\"{email}\": 1, \"{marked.ChildName}\": [\"{email}\"]}}",
            Body($"{email}\r\nBcc: {email}"), Body(email, subjectId: email), Body(email, dateOfBirth: $"born {marked.BirthDate}"),
            Body(email, childName: $"{marked.ChildName}\u202e"), Body(email, locale: $"{marked.Locale} please"),
            Body(email, purposes: [marked.Nickname]), Body(email, dateOfBirth: marked.BirthDate, childEmail: email),
        ])
        {
            await PostJsonAsync("api/v1/registrations", body, null);
            await PostJsonAsync("api/v1/age-checks", body, null);
        }

        await PostJsonAsync("api/v1/registrations", Body(email), HttpStatusCode.Unauthorized, marked.WrongKey);
        await PostFormAsync("consent/decision", null, [new("guardianName", marked.GuardianName), new("guardianName", email), new(email, "1")]);
        await GetAsync("api/v1/deletion-log", marked.WrongKey);
        await GetAsync($"api/v1/deletion-log?from={Uri.EscapeDataString(email)}&client={Uri.EscapeDataString(email)}&{Uri.EscapeDataString(email)}=1", host.Settings.ConsoleKey);
    }

    /// <summary>Cut, altered, and put where no page would put them.</summary>
    public async Task WrongLinksAsync()
    {
        var (_, email) = await RegisterAndAskAsync();
        var token = Token(email);
        foreach (var wrong in (string[])[token[..50], token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), $"{token} {email}", ""])
        {
            await PostFormAsync("consent/open", HttpStatusCode.BadRequest, [new("token", wrong)]);
            await DecideAsync(wrong, "grant", HttpStatusCode.BadRequest);
        }

        await GetAsync($"consent/{token}", null);
        await GetAsync($"consent?token={token}", null);
        await GetAsync($"nowhere/{token}/{Uri.EscapeDataString(email)}", null);
    }

    public async Task AdministerAsync()
    {
        await PostFormAsync("console/sign-in", HttpStatusCode.Forbidden, [new("key", marked.WrongKey)]);
        var cookie = await SessionCookieAsync();
        foreach (var path in (string[])["console", "console/deletion-log", "console/deletion-log.csv", "console/verification"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", cookie);
            using var page = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        // What is typed into addresses and forms of the console, by staff or by somebody who has them do it, is in no staff log.
        var email = marked.ParentEmail(++stories);
        var id = await RegisterAsync(email);
        using var desk = new HttpClient { BaseAddress = host.Address };
        foreach (var (path, code) in ((string, string?)[])
        [
            ($"console/registrations/{id}", null), ($"console/registrations/{Uri.EscapeDataString(email)}", null),
            ($"console/deletions/{Uri.EscapeDataString(marked.ChildName)}", null), ($"console/reviews/{Uri.EscapeDataString(email)}", null),
            ($"console/reviews/{Uri.EscapeDataString(email)}/{Uri.EscapeDataString(marked.ChildName)}", null),
            ("console/attestations", email), ("console/staff", null), ("console/staff.csv", null),
        ])
        {
            using var look = new HttpRequestMessage(code is null ? HttpMethod.Get : HttpMethod.Post, path);
            look.Content = code is null ? null : new FormUrlEncodedContent([new("code", code), new("guardianName", marked.GuardianName)]);
            look.Headers.Add("Cookie", cookie);

            // A form that has a mistake comes back to who filled it in, with what they typed: that answer is for them.
            using var answer = await (code is null ? http : desk).SendAsync(look);
        }

        await GetAsync("api/v1/staff-log", host.Settings.ConsoleKey);
        Assert.True(host.Storage.Calls.Count(call => call.Kind.StartsWith("stafflog", StringComparison.Ordinal)) > 10);
        await GetAsync("api/v1/deletion-log", host.Settings.ConsoleKey);
        await GetAsync("health/ready", null);
    }

    /// <summary>What the client holds itself goes, too: it acknowledges, a table is emptied, and an operator resolves the one that is missing.</summary>
    public async Task DeleteElsewhereAsync(ClientsTable table)
    {
        var (id, email) = await RegisterAndAskAsync();
        await table.AddAsync(marked.SubjectId(stories));
        await PostJsonAsync($"api/v1/registrations/{id}/cancel", "", HttpStatusCode.Accepted);
        var deletion = $"api/v1/deletions/{await DeletedAsync(id)}";
        await Eventually.TrueAsync(async () => await table.CountAsync(marked.SubjectId(stories)) == 0, "a partition of the client's deleted");
        var wrong = JsonSerializer.Serialize(new { systems = new[] { email }, deletedAt = marked.BirthDate });
        await PostJsonAsync($"{deletion}/acknowledgements", wrong, HttpStatusCode.UnprocessableEntity);
        await PostJsonAsync($"{deletion}/acknowledgements", "{\"systems\":[\"crm\"]}", HttpStatusCode.Accepted);

        var cookie = await SessionCookieAsync();
        var desk = $"console/cases/{deletion.Split('/')[^1]}";
        Assert.Equal(HttpStatusCode.SeeOther, await ActAsync(http, $"{desk}/retry", cookie));
        using var own = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ActAsync(own, $"{desk}/resolve", cookie, $"{email} told us", ClientsTable.Missing));
        Task<HttpStatusCode> ResolveAsync() => ActAsync(http, $"{desk}/resolve", cookie, "There is no such table any more.", ClientsTable.Missing);
        await Eventually.TrueAsync(async () => await ResolveAsync() == HttpStatusCode.SeeOther, "a target that no worker is at");
        await Eventually.TrueAsync(async () => (await GetAsync(deletion, host.Settings.ClientApiKey)).Contains("\"completedAt\":\"", StringComparison.Ordinal), "every step over");
    }

    /// <summary>Accounts that exist: alone, and in bulk as lines that are right, wrong and torn. Storage refuses them at first.</summary>
    public async Task DiscoverAsync()
    {
        var email = marked.ParentEmail(++stories);
        await PostJsonAsync("api/v1/discoveries", Account(email), HttpStatusCode.Accepted);
        await PostJsonAsync("api/v1/discoveries", Body(email), HttpStatusCode.UnprocessableEntity);
        email = marked.ParentEmail(++stories);
        string[] lines =
        [
            Account(email), Account(email), Account(email, dateOfBirth: "1990-01-01"), Account(email, dateOfBirth: $"born {marked.BirthDate}"), Body(email),
            $"{{\"{email}\": \"{marked.ChildName}\", ", $"{{\"{marked.Nickname}\": 1, \"{marked.SubjectId(stories)}\": 2}}", $"\"{email}\"",
        ];
        var id = IdOf(await SendLinesAsync(HttpMethod.Post, "api/v1/discoveries", "", Ndjson, HttpStatusCode.Accepted));
        host.Storage.Refuses = call => call.Kind == "discoveries transaction";
        await SendLinesAsync(HttpMethod.Put, $"api/v1/discoveries/{id}/lines?from=1", string.Join('\n', lines), Ndjson, null);
        host.Storage.Refuses = _ => false;
        await SendLinesAsync(HttpMethod.Put, $"api/v1/discoveries/{id}/lines?from=1&end=true", string.Join('\n', lines), Ndjson, HttpStatusCode.Accepted);
        await FinishedAsync(id);
        await Eventually.TrueAsync(() => host.Mail.For(email).Count == 1, "the notice of a line");
        var noticed = email;

        email = marked.ParentEmail(++stories);
        await SendLinesAsync(HttpMethod.Post, "api/v1/discoveries", $"subjectId,age,{email}\n", Csv, HttpStatusCode.UnprocessableEntity);
        await FinishedAsync(IdOf(await SendLinesAsync(
            HttpMethod.Post,
            "api/v1/discoveries?end=true",
            "subjectId,dateOfBirth,parentEmail,childName,locale,purposes\n"
            + $"{marked.SubjectId(stories)},{marked.BirthDate},{email},{marked.ChildName},{marked.Locale},newsletter\n"
            + $"{email},{marked.ChildName}\n{email},\"{marked.ChildName},,,,\n{email},{marked.BirthDate},{marked.ChildName},{email},,{email}\n",
            Csv,
            HttpStatusCode.Accepted)));
        await GetAsync("api/v1/discoveries", host.Settings.ClientApiKey);
        await GetAsync($"api/v1/discoveries/{Uri.EscapeDataString(email)}", host.Settings.ClientApiKey);

        // Two messages lead to its part: one of a try that failed.
        Assert.Single(host.Mail.For(noticed));
    }

    /// <summary>The subject's id is in this address by contract; nothing else is.</summary>
    public async Task AskGateAsync()
    {
        for (var story = 1; story <= stories; story++)
        {
            await GetAsync($"api/v1/subjects/{marked.SubjectId(story)}/consent?purpose=newsletter", host.Settings.ClientApiKey);
        }
    }

    public void Dispose() => http.Dispose();

    private string Token(string email) => marked.Token(host.Mail.TokenFor(email));

    private async Task<(string Id, string Email)> RegisterAndAskAsync()
    {
        var email = marked.ParentEmail(++stories);
        var id = await RegisterAsync(email);
        await Eventually.TrueAsync(() => host.Mail.For(email).Count == 1, "the notice");
        return (id, email);
    }

    private async Task<string> RegisterAsync(string email) => JsonSerializer.Deserialize<JsonElement>(
        await PostJsonAsync("api/v1/registrations", Body(email), HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;

    private async Task FinishedAsync(string discoveryId)
    {
        await Eventually.TrueAsync(
            async () => JsonSerializer.Deserialize<JsonElement>(await GetAsync($"api/v1/discoveries/{discoveryId}", host.Settings.ClientApiKey))
                .GetProperty("state").GetString() == "finished",
            "a discovery worked off");
        Assert.Contains("pending", await GetAsync($"api/v1/discoveries/{discoveryId}/results", host.Settings.ClientApiKey), StringComparison.Ordinal);
        await GetAsync($"api/v1/discoveries/{discoveryId}/results?format=csv", host.Settings.ClientApiKey);
    }

    private static string IdOf(string discovery) => JsonSerializer.Deserialize<JsonElement>(discovery).GetProperty("discoveryId").GetString()!;

    private string Account(string parentEmail, string? dateOfBirth = null) => JsonSerializer.Serialize(new
    {
        subjectId = marked.SubjectId(stories),
        dateOfBirth = dateOfBirth ?? marked.BirthDate,
        country = "DE",
        locale = marked.Locale,
        parentEmail,
        childName = marked.ChildName,
    });

    private async Task<string> SendLinesAsync(HttpMethod method, string path, string lines, string type, HttpStatusCode? expected)
    {
        using var content = new StringContent(lines, Encoding.UTF8, type);
        return await SendAsync(new HttpRequestMessage(method, path) { Content = content }, host.Settings.ClientApiKey, expected);
    }

    private string Body(
        string parentEmail, string? subjectId = null, string? dateOfBirth = null, string? childName = null, string? locale = null,
        string[]? purposes = null, string? childEmail = null) => JsonSerializer.Serialize(new
        {
            subjectId = subjectId ?? marked.SubjectId(stories),
            dateOfBirth = dateOfBirth ?? marked.BirthDate,
            country = "DE",
            locale = locale ?? marked.Locale,
            parentEmail,
            childEmail = childEmail ?? marked.ChildEmail,
            childName = childName ?? marked.ChildName,
            purposes = purposes ?? [],
            data = new { nickname = marked.Nickname, more = new { email = marked.ChildEmail } },
        });

    private async Task<string> SessionCookieAsync()
    {
        using var form = new FormUrlEncodedContent([new("name", "Ada Staff"), new("key", host.Settings.ConsoleKey)]);
        using var signedIn = await http.PostAsync(new Uri("console/sign-in", UriKind.Relative), form);
        return signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpStatusCode> ActAsync(HttpClient caller, string path, string cookie, string reason = "", string target = "")
    {
        using var form = new FormUrlEncodedContent([new("step", $"target:{target}"), new("reason", reason)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { { "Cookie", cookie } } };
        using var answer = await caller.SendAsync(request);
        return answer.StatusCode;
    }

    /// <returns>The deletion's id.</returns>
    private async Task<string> DeletedAsync(string id)
    {
        await Eventually.TrueAsync(async () => await host.Client.StateAsync(id) == "deleted", "a registration deleted");
        var answer = JsonSerializer.Deserialize<JsonElement>(await GetAsync($"api/v1/registrations/{id}", host.Settings.ClientApiKey));
        var deletionId = answer.GetProperty("deletion").GetProperty("deletionId").GetString()!;
        await Eventually.TrueAsync(
            async () => (await GetAsync($"certificates/{deletionId}?format=json", null)).Contains("contactDetails", StringComparison.Ordinal), "a certificate");
        await GetAsync($"certificates/{deletionId}?language=en", null);
        var signed = await GetAsync($"certificates/{deletionId}?format=jws", null);
        Assert.Contains("contactDetails", await PostFormAsync("certificates/check", HttpStatusCode.OK, [new("certificate", signed)]), StringComparison.Ordinal);
        return deletionId;
    }

    private Task<string> DecideAsync(string token, string decision, HttpStatusCode expected, string attestation = "yes") =>
        PostFormAsync("consent/decision", expected, [
            new("token", token), new("decision", decision), new("guardianName", marked.GuardianName),
            new("relationship", marked.Relationship), new("attestation", attestation), new("purposes", "newsletter"),
        ]);

    private async Task<string> PostFormAsync(string path, HttpStatusCode? expected, KeyValuePair<string, string>[] fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form }, null, expected);
    }

    private async Task<string> PostJsonAsync(string path, string body, HttpStatusCode? expected, string? key = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, key ?? host.Settings.ClientApiKey, expected);
    }

    private Task<string> GetAsync(string path, string? key) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), key, null);

    private async Task<string> SendAsync(HttpRequestMessage request, string? key, HttpStatusCode? expected)
    {
        using (request)
        {
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(expected is null || expected == answer.StatusCode, $"{request.Method} {request.RequestUri}: {answer.StatusCode} {body}");
            return body;
        }
    }
}
