using System.Text.Json.Nodes;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class DeletionFieldTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Theory]
    [InlineData("{}", false, 7)]
    [InlineData("""{"acknowledge":false}""", false, 7)]
    [InlineData("""{"acknowledge":true}""", true, 7)]
    [InlineData("""{"acknowledge":true,"withinDays":30}""", true, 30)]
    public void GoodField_IsTaken(string json, bool acknowledge, int days)
    {
        Change(json);
        var (policies, problems) = PolicyFiles.Read(copy.Folder);
        Assert.Empty(problems);
        Assert.Equal(new DeletionPolicy(acknowledge, days), policies.Clients.Values.First().Deletion);
    }

    [Theory]
    [InlineData("""{"acknowledge":1}""")]
    [InlineData("""{"withinDays":7}""")]
    [InlineData("""{"acknowledge":true,"withinDays":0}""")]
    [InlineData("""{"acknowledge":true,"withinDays":31}""")]
    [InlineData("""{"acknowledge":true,"withinDays":"7"}""")]
    [InlineData("""{"acknowledge":true,"within":7}""")]
    [InlineData("true")]
    public void BadField_IsAProblem(string json)
    {
        Change(json);
        Assert.Contains("deletion", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
    }

    private void Change(string json) => copy.Change("clients.json", root => root["clients"]![0]!["deletion"] = JsonNode.Parse(json));
}
