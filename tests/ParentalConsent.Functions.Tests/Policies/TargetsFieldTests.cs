using System.Text.Json.Nodes;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class TargetsFieldTests : IDisposable
{
    private const string Table = """{"name":"profiles","kind":"table","endpoint":"https://acct.table.core.windows.net","table":"profiles","partition":"user-{subjectId}"}""";

    private const string Blobs = """{"name":"uploads","kind":"blobs","endpoint":"https://acct.blob.core.windows.net/","container":"uploads","prefix":"u/{subjectId}/{registrationId}/"}""";

    private readonly PolicyCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public void GoodTargets_AreTaken()
    {
        Change($"[{Table},{Blobs}]");
        var (policies, problems) = PolicyFiles.Read(copy.Folder);
        Assert.Empty(problems);
        Assert.Equal(
            [
                new DeletionTarget("profiles", TargetKind.Table, new Uri("https://acct.table.core.windows.net"), "profiles", "user-{subjectId}"),
                new DeletionTarget("uploads", TargetKind.Blobs, new Uri("https://acct.blob.core.windows.net"), "uploads", "u/{subjectId}/{registrationId}/"),
            ],
            policies.Clients.Values.First().Targets);
        Assert.NotEmpty(policies.Clients.Values.First().FurtherSteps);
    }

    [Fact]
    public void Azurite_IsTakenOnLoopbackAlone()
    {
        Change($"[{Table.Replace("https://acct.table.core.windows.net", "http://127.0.0.1:10002/devstoreaccount1", StringComparison.Ordinal)}]");
        Assert.Empty(PolicyFiles.Read(copy.Folder).Problems);
    }

    [Theory]
    [InlineData("\"kind\":\"table\"", "\"kind\":\"queue\"", "kind")]
    [InlineData("\"name\":\"profiles\"", "\"name\":\"Pro files\"", "name")]
    [InlineData("https://acct", "http://acct", "endpoint")]
    [InlineData("https://acct", "https://user@acct", "endpoint")]
    [InlineData("windows.net", "windows.net/path", "endpoint")]
    [InlineData("windows.net", "windows.net?sv=1", "endpoint")]
    [InlineData("\"table\":\"profiles\"", "\"table\":\"pro-files\"", "table")]
    [InlineData("user-{subjectId}", "user", "partition")]
    [InlineData("user-{subjectId}", "{subjectid}", "partition")]
    [InlineData("user-{subjectId}", "{subjectId}{name}", "partition")]
    [InlineData("user-{subjectId}", "user/{subjectId}", "partition")]
    [InlineData("user-{subjectId}", "{subjectId}", "partition")]
    [InlineData("\"table\":\"profiles\"", "\"table\":\"DeletionLog\"", "table")]
    [InlineData("\"partition\"", "\"prefix\"", "")]
    public void BadTable_IsAProblem(string good, string bad, string field)
    {
        Change($"[{Table.Replace(good, bad, StringComparison.Ordinal)}]");
        Assert.Contains(PolicyFiles.Read(copy.Folder).Problems, problem => problem.Contains($"targets[0]{(field.Length == 0 ? "" : ".")}{field}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{subjectId}")]
    [InlineData("{subjectId}/")]
    [InlineData("u/{subjectId}/x")]
    [InlineData("/{subjectId}/")]
    [InlineData("u//{subjectId}/")]
    [InlineData("../{subjectId}/")]
    [InlineData("u/")]
    [InlineData("/")]
    public void PrefixThatCouldBeAnothers_IsAProblem(string prefix)
    {
        Change($"[{Blobs.Replace("u/{subjectId}/{registrationId}/", prefix, StringComparison.Ordinal)}]");
        Assert.Contains("targets[0].prefix", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void NameTwice_OrTooMany_IsAProblem()
    {
        Change($"[{Table},{Table.Replace("\"table\":\"profiles\"", "\"table\":\"others\"", StringComparison.Ordinal)}]");
        Assert.Contains("targets[1].name is there twice", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
        Change($"[{string.Join(',', Enumerable.Range(0, 6).Select(number => Table
            .Replace("\"profiles\",\"kind\"", $"\"p{number}\",\"kind\"", StringComparison.Ordinal)
            .Replace("\"table\":\"profiles\"", $"\"table\":\"p{number}00\"", StringComparison.Ordinal)))}]");
        Assert.Contains("must be at most 5", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
    }

    /// <summary>With "{subjectId}/" and "profiles/{subjectId}/" in one container, a subject called "profiles" would delete everybody's.</summary>
    [Fact]
    public void ContainerOfAnotherTarget_IsAProblem_AlsoOfAnotherClients()
    {
        Change($"[{Blobs},{Blobs.Replace("\"uploads\",\"kind\"", "\"more\",\"kind\"", StringComparison.Ordinal).Replace("u/{subjectId}", "v/{subjectId}", StringComparison.Ordinal)}]");
        Assert.Contains("targets[1] must have a table or container of its own", Assert.Single(PolicyFiles.Read(copy.Folder).Problems), StringComparison.Ordinal);
        copy.Change("clients.json", root =>
        {
            root["clients"]![0]!["targets"] = JsonNode.Parse($"[{Blobs}]");
            root["clients"]![1]!["targets"] = JsonNode.Parse($"[{Blobs}]");
        });
        var problems = PolicyFiles.Read(copy.Folder).Problems;
        Assert.Equal(2, problems.Count);
        Assert.All(problems, problem => Assert.Contains("which is a target of", problem, StringComparison.Ordinal));
    }

    private void Change(string json) => copy.Change("clients.json", root => root["clients"]![0]!["targets"] = JsonNode.Parse(json));
}
