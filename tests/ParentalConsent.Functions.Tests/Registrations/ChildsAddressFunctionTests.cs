using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentalConsent.Core.Signals;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Policies;

namespace ParentalConsent.Functions.Tests.Registrations;

/// <summary>Guardians' addresses that come after the registration, at a client that checks for no adult.</summary>
public sealed class ChildsAddressFunctionTests : IAsyncLifetime
{
    private readonly PolicyCopy policy = new();
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        policy.Change("clients.json", root => root["clients"]![0]!["methods"] = new JsonArray("email"));
        host.Settings.Add($"Policy:Path={policy.Folder}");
        return host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        policy.Dispose();
    }

    [Theory]
    [InlineData("guardians")]
    [InlineData("parent-email")]
    public async Task TheChildsOwnAddress_Is422_WithoutSayingItAgain_AndAVariantIsShownInTheConsole(string path)
    {
        var id = await RegisterAsync(Bodies.Minor().WithText("childEmail", "mia@example.test"));
        Assert.Equal(["parentEmail sameAsChild"], await (await PostAsync(id, path, """{"parentEmail":"Mia@example.test"}""")).FieldErrorsAsync());
        await (await PostAsync(id, path, """{"parentEmail":"mia+dad@example.test"}""")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal([RiskSignal.AddressVariant], Assert.Single(host.Signals.All).Signals);
        Assert.DoesNotContain("\"mia@example.test\"", JsonSerializer.Serialize(host.Find(id)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("guardians")]
    [InlineData("parent-email")]
    public async Task TheChildsAddress_CanBeSaidLate(string path)
    {
        var id = await RegisterAsync(Bodies.Minor());
        Assert.Equal(
            ["parentEmail sameAsChild"],
            await (await PostAsync(id, path, """{"parentEmail":"zoe@example.test","childEmail":"ZOE@example.test"}""")).FieldErrorsAsync());
        await (await PostAsync(id, path, """{"parentEmail":"other@example.test","childEmail":"zoe@example.test"}""")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Empty(host.Signals.All);
    }

    private async Task<string> RegisterAsync(JsonObject body) =>
        (await (await host.Sample.RegisterAsync(body)).JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;

    private Task<HttpResponseMessage> PostAsync(string id, string path, string body) =>
        host.Sample.PostTextAsync($"/api/v1/registrations/{id}/{path}", body);
}
