using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Cases;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Cases;

public sealed class DeletionFunctionTests : IAsyncLifetime, IDisposable
{
    private readonly PolicyCopy copy = new();
    private readonly ConsentHost host = new();

    public DeletionFunctionTests()
    {
        copy.Change("clients.json", root => root["clients"]![0]!["deletion"] = JsonNode.Parse("""{"acknowledge":true,"withinDays":7}"""));
        host.Settings.Add($"Policy:Path={copy.Folder}");
    }

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    public void Dispose() => copy.Dispose();

    [Fact]
    public async Task Deletion_IsOpenUntilItIsAcknowledged_AndAnsweredTheSameFromTheLog()
    {
        var id = await DeleteAsync();
        var open = await (await host.Sample.GetAsync($"/api/v1/deletions/{id}")).JsonAsync();
        Assert.Equal(("open", "cancelled"), (Text(open, "state"), Text(open, "reason")));
        Assert.Equal(["heldData done", "contactDetails done", "clientSystems open"], Steps(open));

        var deletedAt = host.Clock.Now;
        host.Clock.Advance(TimeSpan.FromHours(2));
        var body = $$"""{"deletedAt":"{{deletedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}}","systems":["crm","mail-archive"]}""";
        var first = await (await AcknowledgeAsync(id, body)).JsonAsync(HttpStatusCode.Accepted);
        var again = await (await AcknowledgeAsync(id, body)).JsonAsync();
        Assert.Equal("completed", Text(first, "state"));
        Assert.Equal(first.ToString(), again.ToString());

        await host.WorkAsync();
        Assert.Empty(host.Cases.All);
        var logged = await (await host.Sample.GetAsync($"/api/v1/deletions/{id}")).JsonAsync();
        Assert.Equal(["heldData done", "contactDetails done", "clientSystems done"], Steps(logged));
        Assert.Equal(["crm", "mail-archive"], logged.GetProperty("steps")[2].GetProperty("systems").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal(first.GetProperty("completedAt").ToString(), logged.GetProperty("completedAt").ToString());
        Assert.Equal("completed", Text(await (await AcknowledgeAsync(id, "{}")).JsonAsync(), "state"));
    }

    [Fact]
    public async Task AnotherClients_OrNobodys_OrNone_IsTheSameAnswer()
    {
        var id = await DeleteAsync();
        Assert.Equal("unauthorized", await (await host.Anybody.GetAsync($"/api/v1/deletions/{id}")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("unauthorized", await (await host.Anybody.PostTextAsync($"/api/v1/deletions/{id}/acknowledgements", "{}")).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        string[] bodies =
        [
            await BodyAsync(host.Other.GetAsync($"/api/v1/deletions/{id}")),
            await BodyAsync(host.Sample.GetAsync($"/api/v1/deletions/{new string('0', 24)}")),
            await BodyAsync(host.Sample.GetAsync("/api/v1/deletions/x")),
            await BodyAsync(host.Other.PostTextAsync($"/api/v1/deletions/{id}/acknowledgements", "{}")),
            await BodyAsync(host.Sample.PostTextAsync($"/api/v1/deletions/{new string('0', 24)}/acknowledgements", "{}")),
        ];
        Assert.Single(bodies.Distinct());
        Assert.True(Assert.Single(host.Cases.All).Steps[0].IsOpen);
    }

    [Fact]
    public async Task BadBody_NamesEveryField_AndChangesNothing()
    {
        var id = await DeleteAsync();
        var future = host.Clock.Now.AddMinutes(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var many = string.Join(',', Enumerable.Range(0, 21).Select(number => $"\"s{number}\""));
        foreach (var (body, errors) in new[]
        {
            ($$"""{"deletedAt":"{{future}}","systems":["A"],"more":1}""", "more unknownField, deletedAt inFuture, systems notAWord"),
            ("""{"deletedAt":"yesterday","systems":"crm"}""", "deletedAt notATime, systems wrongType"),
            ("""{"deletedAt":7,"systems":[7]}""", "deletedAt wrongType, systems notAWord"),
            ($$"""{"systems":[{{many}}]}""", "systems tooMany"),
        })
        {
            var answer = await (await AcknowledgeAsync(id, body)).JsonAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Equal(
                errors,
                string.Join(", ", answer.GetProperty("errors").EnumerateArray().Select(error => $"{Text(error, "field")} {Text(error, "code")}")));
        }

        Assert.Equal("bodyMissing", await (await AcknowledgeAsync(id, "")).ProblemCodeAsync(HttpStatusCode.BadRequest));
        Assert.True(Assert.Single(host.Cases.All).Steps[0].IsOpen);
    }

    [Fact]
    public async Task BeforeTheRequest_Is409()
    {
        var registrationId = await host.Sample.RegisterMinorAsync();
        var registration = Assert.Single(host.Store.Registrations, one => one.Id == registrationId);
        await host.Services.GetRequiredService<PlanCase>().ExecuteAsync(registration, host.Clock.Now, default);
        Assert.Equal("deletionNotRequested", await (await AcknowledgeAsync(registration.DeletionId, "{}")).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    private async Task<string> DeleteAsync()
    {
        var registrationId = await host.Sample.RegisterMinorAsync();
        var answer = await (await host.Sample.PostAsync($"/api/v1/registrations/{registrationId}/cancel", content: null)).JsonAsync(HttpStatusCode.Accepted);
        await host.WorkAsync();
        return answer.GetProperty("deletion").GetProperty("deletionId").GetString()!;
    }

    private Task<HttpResponseMessage> AcknowledgeAsync(string id, string body) => host.Sample.PostTextAsync($"/api/v1/deletions/{id}/acknowledgements", body);

    private static async Task<string> BodyAsync(Task<HttpResponseMessage> answer)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await answer).StatusCode);
        return await (await answer).Content.ReadAsStringAsync();
    }

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();

    private static IEnumerable<string> Steps(JsonElement answer) =>
        answer.GetProperty("steps").EnumerateArray().Select(step => $"{Text(step, "name")} {Text(step, "state")}");
}
