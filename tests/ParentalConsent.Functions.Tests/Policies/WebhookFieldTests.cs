using System.Text.Json.Nodes;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class WebhookFieldTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Theory]
    [InlineData(0, "https://games.example/hook?key=1")]
    [InlineData(0, "https://games.example:8443/hook")]
    [InlineData(1, "http://127.0.0.1:9000/hook")]
    [InlineData(1, "https://10.0.0.1/hook")]
    public void GoodAddress_IsTaken(int client, string url) =>
        Assert.Equal(new Uri(url), Read(client, $$"""{"url":"{{url}}"}""").Webhook);

    [Theory]
    [InlineData(0, """{"url":"http://games.example/hook"}""")]
    [InlineData(0, """{"url":"http://127.0.0.1/hook"}""")]
    [InlineData(0, """{"url":"https://127.0.0.1/hook"}""")]
    [InlineData(0, """{"url":"https://localhost/hook"}""")]
    [InlineData(0, """{"url":"https://10.0.0.1/hook"}""")]
    [InlineData(0, """{"url":"https://169.254.169.254/"}""")]
    [InlineData(0, """{"url":"https://[::ffff:7f00:1]/"}""")]
    [InlineData(0, """{"url":"https://user:pass@games.example/"}""")]
    [InlineData(0, """{"url":"https://games.example/#hook"}""")]
    [InlineData(0, """{"url":"/hook"}""")]
    [InlineData(0, """{"url":7}""")]
    [InlineData(0, """{"url":"https://games.example/","secret":"x"}""")]
    [InlineData(0, "{}")]
    [InlineData(0, "\"https://games.example/\"")]
    [InlineData(1, """{"url":"http://games.example/hook"}""")]
    public void BadAddress_IsAProblem(int client, string webhook)
    {
        Change(client, webhook);
        Assert.Contains("webhook", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
    }

    private Core.Policies.ClientPolicy Read(int client, string webhook)
    {
        Change(client, webhook);
        var (policies, problems) = PolicyFiles.Read(copy.Folder);
        Assert.Empty(problems);
        return policies.Clients.Values.ElementAt(client);
    }

    private void Change(int client, string webhook) =>
        copy.Change("clients.json", root => root["clients"]![client]!["webhook"] = JsonNode.Parse(webhook));
}
