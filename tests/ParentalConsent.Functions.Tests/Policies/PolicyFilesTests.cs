using System.Text.Json.Nodes;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class PolicyFilesTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Policy");

    private readonly string folder = Directory.CreateTempSubdirectory("policy-").FullName;

    public PolicyFilesTests()
    {
        foreach (var file in Directory.GetFiles(Shipped))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ShippedPolicy_IsAsItShouldBe()
    {
        var (policies, problems) = PolicyFiles.Read(Shipped);

        Assert.Empty(problems);
        Assert.Equal(["sample", "sample-test"], policies.Clients.Keys);
        var sample = policies.Clients["sample"];
        Assert.Equal((14, 1, false, AgeRule.Under18), (sample.DeadlineDays, sample.TimeScale, sample.Test, sample.Rule));
        Assert.Equal([1, 3, 7, 12], sample.ReminderDays);
        Assert.Equal(["account", "newsletter", "leaderboard"], sample.Purposes);
        Assert.Equal((86400, true), (policies.Clients["sample-test"].TimeScale, policies.Clients["sample-test"].Test));
        Assert.Equal([true, false, false], sample.Purposes.Select(id => policies.Purposes[id].Integral));
        Assert.Equal([false, false, false], sample.Purposes.Select(id => policies.Purposes[id].DisclosesToThirdParties));
        Assert.Equal("2026-11-22", policies.Notices.InForceAt(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData("DE", 16)]
    [InlineData("AT", 14)]
    [InlineData("FR", 15)]
    [InlineData("GB", 13)]
    [InlineData("US", 13)]
    [InlineData("CN", 14)]
    [InlineData("IN", 18)]
    public void AgesOfConsent_AreThoseOfTheLaw(string country, int age) =>
        Assert.Equal(age, PolicyFiles.Read(Shipped).Policies.Countries[country].Age);

    [Fact]
    public void AgesOfConsent_CoverTheEuropeanUnion()
    {
        string[] members =
        [
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL",
            "PT", "RO", "SK", "SI", "ES", "SE",
        ];

        Assert.All(members, member => Assert.InRange(PolicyFiles.Read(Shipped).Policies.Countries[member].Age, 13, 16));
    }

    [Theory]
    [InlineData("clients[0].id", "\"Sample\"", "clients.json: clients[0].id must be 1 to 40 of a-z, 0-9 and hyphen")]
    [InlineData("clients[1].id", "\"sample\"", "clients.json: clients[1].id is there twice")]
    [InlineData("clients[0].name", "\"\"", "clients.json: clients[0].name must be text of 1 to 100 characters on one line")]
    [InlineData("clients[0].name", "3", "clients.json: clients[0].name must be text of 1 to 100 characters on one line")]
    [InlineData("clients[0].contact", "\"nobody\"", "clients.json: clients[0].contact must be an e-mail address")]
    [InlineData("clients[0].privacyPolicy", "\"http://a.example\"", "clients.json: clients[0].privacyPolicy must be an address that starts with https://")]
    [InlineData("clients[0].purposes", "[]", "clients.json: clients[0].purposes must name at least one purpose")]
    [InlineData("clients[0].purposes", "\"account\"", "clients.json: clients[0].purposes must be a list", "clients.json: clients[0].purposes must name at least one purpose")]
    [InlineData("clients[0].purposes[1]", "\"advertising\"", "clients.json: clients[0].purposes[1] is not an id of purposes.json")]
    [InlineData("clients[0].purposes[1]", "\"account\"", "clients.json: clients[0].purposes[1] is there twice")]
    [InlineData("clients[0].rule", "\"over18\"", "clients.json: clients[0].rule must be under18 or country")]
    [InlineData("clients[0].deadlineDays", "0", "clients.json: clients[0].deadlineDays must be a whole number from 1 to 30")]
    [InlineData("clients[0].reminderDays", "[3,1]", "clients.json: clients[0].reminderDays[1] must be later than the one before it")]
    [InlineData("clients[0].reminderDays", "[14]", "clients.json: clients[0].reminderDays[0] must be before the deadline")]
    [InlineData("clients[0].reminderDays", "[]")]
    [InlineData("clients[0].reminderDays", "[1.5]", "clients.json: clients[0].reminderDays[0] must be a whole number from 1 to 30")]
    [InlineData("clients[0].quietHours", "{\"from\": 24, \"to\": 8}", "clients.json: clients[0].quietHours.from must be a whole number from 0 to 23")]
    [InlineData("clients[0].methods", "[\"provider\"]", "clients.json: clients[0].provider is missing")]
    [InlineData("clients[0].provider", "\"Adult Check\"", "clients.json: clients[0].provider must be 1 to 40 of a-z, 0-9 and hyphen")]
    [InlineData("clients[0].provider", "\"adult-check\"")]
    [InlineData("clients[0].test", "\"yes\"", "clients.json: clients[0].test must be true or false")]
    [InlineData("clients[0].timeScale", "60", "clients.json: clients[0].timeScale must be 1 for a client that is not marked test")]
    [InlineData("clients[0].timeScale", "0", "clients.json: clients[0].timeScale must be a whole number from 1 to 86400")]
    [InlineData("clients[0].timescale", "60", "clients.json: clients[0].timescale is not a field; there are id, name, contact, privacyPolicy, purposes, rule, methods, provider, confirmAfterHours, quickAnswerSeconds, deadlineDays, reminderDays, quietHours, test, timeScale")]
    [InlineData("clients[0]", "7", "clients.json: clients[0] must be an object")]
    [InlineData("clients", "null", "clients.json: clients must be a list")]
    public void BadClient_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("clients.json", field, json, problems);

    [Theory]
    [InlineData("purposes[0].title", "{}", "purposes.json: purposes[0].title must have the language en, which stands in for others")]
    [InlineData("purposes[0].title.EN", "\"Titel\"", "purposes.json: purposes[0].title.EN must be named by a language, as in en or pt-BR")]
    [InlineData("purposes[0].title.en", "\"\"", "purposes.json: purposes[0].title.en must be text of 1 to 100 characters on one line")]
    [InlineData("purposes[0].description", "\"text\"", "purposes.json: purposes[0].description must be an object")]
    [InlineData("purposes[1].id", "\"account\"", "purposes.json: purposes[1].id is there twice",
        "clients.json: clients[0].purposes[1] is not an id of purposes.json", "clients.json: clients[1].purposes[1] is not an id of purposes.json")]
    [InlineData("purposes[0].integral", "1", "purposes.json: purposes[0].integral must be true or false")]
    [InlineData("purposes[0].colour", "1", "purposes.json: purposes[0].colour is not a field; there are id, title, description, dataItems, retention, integral, disclosesToThirdParties, recipients, assurance")]
    public void BadPurpose_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("purposes.json", field, json, problems);

    [Theory]
    [InlineData("countries[0].country", "\"at\"", "ages-of-consent.json: countries[0].country must be an ISO 3166-1 alpha-2 code in capitals")]
    [InlineData("countries[0].country", "\"ZZ\"", "ages-of-consent.json: countries[0].country must be an ISO 3166-1 alpha-2 code in capitals")]
    [InlineData("countries[0].country", "\"BE\"", "ages-of-consent.json: countries[1].country is there twice")]
    [InlineData("countries[0].age", "19", "ages-of-consent.json: countries[0].age must be a whole number from 1 to 18")]
    [InlineData("countries[0].law", "\"\"", "ages-of-consent.json: countries[0].law must be text of 1 to 300 characters on one line")]
    public void BadAge_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("ages-of-consent.json", field, json, problems);

    [Theory]
    [InlineData("version", "\"soon\"", "notice.json: version must be a date, as in 2026-01-31")]
    [InlineData("version", "\"2026-02-30\"", "notice.json: version must be a date, as in 2026-01-31")]
    [InlineData("text", "\"x\"", "notice.json: text is not a field; there are version")]
    public void BadNotice_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("notice.json", field, json, problems);

    [Fact]
    public void MissingAndBrokenFiles_AreNamedTogether()
    {
        File.Delete(Path.Combine(folder, "notice.json"));
        File.WriteAllText(Path.Combine(folder, "ages-of-consent.json"), "{\n\"countries\": [}");
        File.WriteAllText(Path.Combine(folder, "clients.json"), """{ "clients": [{ "id": "a", "id": "b" }] }""");

        Assert.Equal(
            [
                "ages-of-consent.json: the file is not valid JSON in line 2",
                "clients.json: clients[0].contact is missing",
                "clients.json: clients[0].id is there twice",
                "clients.json: clients[0].name is missing",
                "clients.json: clients[0].privacyPolicy is missing",
                "clients.json: clients[0].purposes is missing",
                "notice.json: the file is missing",
            ],
            PolicyFiles.Read(folder).Problems.Order(StringComparer.Ordinal));
    }

    private void AssertProblems(string file, string field, string json, string[] problems)
    {
        var path = Path.Combine(folder, file);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var steps = field.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var parent = steps[..^1].Aggregate(root, (node, step) => Step(node, step)!);
        if (steps[^1].StartsWith('['))
        {
            parent[int.Parse(steps[^1].Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(json);
        }

        File.WriteAllText(path, root.ToJsonString());

        Assert.Equal(problems.Order(StringComparer.Ordinal), PolicyFiles.Read(folder).Problems.Order(StringComparer.Ordinal));
    }

    private static JsonNode? Step(JsonNode node, string step) => step.StartsWith('[')
        ? node[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]
        : node[step];
}
