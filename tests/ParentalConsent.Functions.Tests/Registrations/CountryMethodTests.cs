using System.Net;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Methods;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;

namespace ParentalConsent.Functions.Tests.Registrations;

/// <summary>A client whose only method is the plain mail: not every country's law lets that count.</summary>
public sealed class CountryMethodTests : IAsyncLifetime, IDisposable
{
    private readonly PolicyCopy policy = new();
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        policy.Change("clients.json", root => root["clients"]![0]!["methods"] = new JsonArray("email"));
        host.Settings.Add($"Policy:Path={policy.Folder}");
        return host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    public void Dispose() => policy.Dispose();

    [Theory]
    [InlineData("IN")]
    [InlineData("in")]
    [InlineData("KR")]
    [InlineData("US")]
    public async Task CountryThatAsksForMore_IsTurnedAway_AndNothingIsStored(string country)
    {
        var response = await host.Sample.RegisterAsync(Bodies.Minor().WithText("country", country));

        Assert.Equal(["country noMethodForCountry"], await response.FieldErrorsAsync());
        Assert.Equal(0, host.Calls.Count);
        Assert.Empty(host.Signals.All);
    }

    [Fact]
    public async Task EverythingElseThatIsWrong_IsNamedToo()
    {
        var body = Bodies.Minor().WithText("country", "IN").Without("parentEmail").WithText("childName", " ");

        Assert.Equal(
            ["childName invalid", "country noMethodForCountry", "parentEmail required"],
            (await (await host.Sample.RegisterAsync(body)).FieldErrorsAsync()).Order());
    }

    [Fact]
    public async Task WhoIsOfAge_IsNotTurnedAway()
    {
        var body = Bodies.Minor().WithText("country", "IN").WithText("dateOfBirth", "1990-01-01");

        Assert.Equal("notRequired", (await (await host.Sample.RegisterAsync(body)).JsonAsync()).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task ClientWithAStrongerMethod_ServesThatCountry()
    {
        var answer = await (await host.Other.RegisterAsync(Bodies.Minor().WithText("country", "IN"))).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(VerificationMethod.SignedForm, host.Find(answer.GetProperty("registrationId").GetString()!).Method);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ZZ")]
    public async Task UnknownCountry_NeedsTheStrictest_TurnsNobodyAway_AndIsShown(string? country)
    {
        var response = await host.Sample.RegisterAsync(Bodies.Minor().WithText("country", country));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var report = Assert.Single(host.Signals.All);
        Assert.Equal((Assurance.Verified, VerificationMethod.Email, false), (report.Needed, report.Method, report.Suffices));
    }

    [Fact]
    public async Task KnownCountryThatIsNotInTheTable_NeedsNoMoreThanTheUsual()
    {
        var answer = await (await host.Sample.RegisterAsync(Bodies.Minor().WithText("country", "NZ"))).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(Assurance.Asserted, host.Find(answer.GetProperty("registrationId").GetString()!).NeededAssurance);
        Assert.Empty(host.Signals.All);
    }

    [Theory]
    [InlineData("""{"age":9,"country":"IN"}""", false)]
    [InlineData("""{"age":30,"country":"IN"}""", true)]
    [InlineData("""{"age":9,"country":"DE"}""", true)]
    [InlineData("""{"age":9,"country":"ZZ"}""", true)]
    [InlineData("""{"age":9}""", true)]
    public async Task AgeCheck_SaysWhetherAParentCanBeAsked(string body, bool available) =>
        Assert.Equal(
            available,
            (await (await host.Sample.PostTextAsync("/api/v1/age-checks", body)).JsonAsync()).GetProperty("methodAvailable").GetBoolean());
}
