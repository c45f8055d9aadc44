using System.Text.Json.Nodes;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class PolicyFilesTests : IDisposable
{
    private readonly PolicyCopy copy = new();

    private string Folder => copy.Folder;

    public void Dispose() => copy.Dispose();

    private const string EnglishNotice = "notices/2026-11-22/en.json";

    [Fact]
    public void ShippedPolicy_IsAsItShouldBe()
    {
        var (policies, problems) = PolicyFiles.Read(PolicyCopy.Shipped);

        Assert.Empty(problems);
        Assert.Equal(["sample", "sample-test"], policies.Clients.Keys);
        var sample = policies.Clients["sample"];
        Assert.Equal((14, 1, false, AgeRule.Under18), (sample.DeadlineDays, sample.TimeScale, sample.Test, sample.Rule));
        Assert.Equal([1, 3, 7, 12], sample.ReminderDays);
        Assert.Equal(["account", "newsletter", "leaderboard"], sample.Purposes);
        Assert.Equal((86400, true), (policies.Clients["sample-test"].TimeScale, policies.Clients["sample-test"].Test));
        Assert.Equal([true, false, false], sample.Purposes.Select(id => policies.Purposes[id].Integral));
        Assert.DoesNotContain(sample.Purposes, id => policies.Purposes[id].NeededAssurance > Assurance.Asserted);
        Assert.True(policies.Purposes["chat"].DisclosesToThirdParties);
        Assert.All(policies.Notices.Versions, version => Assert.Matches(@"^\d{4}-\d\d-\d\d$", version));
        Assert.Contains("mailinator.com", policies.DisposableDomains);
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
        Assert.Equal(age, PolicyFiles.Read(PolicyCopy.Shipped).Policies.Countries[country].Age);

    [Fact]
    public void AgesOfConsent_CoverTheEuropeanEconomicArea_AndEachSaysWhereItIsWritten()
    {
        string[] members =
        [
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL",
            "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
        ];
        var countries = PolicyFiles.Read(PolicyCopy.Shipped).Policies.Countries;

        Assert.All(members, member => Assert.InRange(countries[member].Age, 13, 16));
        Assert.All(countries.Values, country => Assert.NotEmpty(country.Source));
        Assert.Superset(new HashSet<string>(["GB", "CH", "US", "CN", "IN", "BR", "KR", "JP", "CA", "AU", "ZA", "TR"]), countries.Keys.ToHashSet());
    }

    [Theory]
    [InlineData("US", Assurance.Confirmed)]
    [InlineData("IN", Assurance.Verified)]
    [InlineData("KR", Assurance.Confirmed)]
    [InlineData("DE", Assurance.Asserted)]
    public void Assurance_IsThatOfTheLaw(string country, Assurance assurance) =>
        Assert.Equal(assurance, PolicyFiles.Read(PolicyCopy.Shipped).Policies.CountryRule(country)!.Assurance);

    [Theory]
    [InlineData("clients[0].id", "\"Sample\"", "clients.json: clients[0].id must be 1 to 40 of a-z, 0-9 and hyphen")]
    [InlineData("clients[1].id", "\"sample\"", "clients.json: clients[1].id is there twice")]
    [InlineData("clients[0].name", "\"\"", "clients.json: clients[0].name must be text of 1 to 100 characters on one line")]
    [InlineData("clients[0].name", "3", "clients.json: clients[0].name must be text of 1 to 100 characters on one line")]
    [InlineData("clients[0].contact", "\"nobody\"", "clients.json: clients[0].contact must be an e-mail address")]
    [InlineData("clients[0].contact", "\"no body:%%@[{client}\"", "clients.json: clients[0].contact must be an e-mail address")]
    [InlineData("clients[0].privacyPolicy", "\"http://a.example\"", "clients.json: clients[0].privacyPolicy must be an address that starts with https://")]
    [InlineData("clients[0].purposes", "[]", "clients.json: clients[0].purposes must name at least one purpose")]
    [InlineData("clients[0].purposes", "\"account\"", "clients.json: clients[0].purposes must be a list", "clients.json: clients[0].purposes must name at least one purpose")]
    [InlineData("clients[0].purposes[1]", "\"advertising\"", "clients.json: clients[0].purposes[1] is not an id of purposes.json")]
    [InlineData("clients[0].purposes[1]", "\"account\"", "clients.json: clients[0].purposes[1] is there twice")]
    [InlineData("clients[0].rule", "\"over18\"", "clients.json: clients[0].rule must be under18 or country")]
    [InlineData("clients[0].deadlineDays", "0", "clients.json: clients[0].deadlineDays must be a whole number from 1 to 14")]
    [InlineData("clients[0].deadlineDays", "15", "clients.json: clients[0].deadlineDays must be a whole number from 1 to 14")]
    [InlineData("clients[0].deadlineDays", "14")]
    [InlineData("clients[0].reminderDays", "[3,1]", "clients.json: clients[0].reminderDays[1] must be later than the one before it")]
    [InlineData("clients[0].reminderDays", "[14]", "clients.json: clients[0].reminderDays[0] must be before the deadline")]
    [InlineData("clients[0].reminderDays", "[]")]
    [InlineData("clients[0].reminderDays", "[1.5]", "clients.json: clients[0].reminderDays[0] must be a whole number from 1 to 14")]
    [InlineData("clients[0].quietHours", "{\"from\": 24, \"to\": 8}", "clients.json: clients[0].quietHours.from must be a whole number from 0 to 23")]
    [InlineData("clients[0].discoveries", "\"forget\"", "clients.json: clients[0].discoveries must be ask or delete")]
    [InlineData("clients[0].methods", "[\"provider\"]", "clients.json: clients[0].provider is missing")]
    [InlineData("clients[0].provider", "\"Adult Check\"", "clients.json: clients[0].provider must be 1 to 40 of a-z, 0-9 and hyphen")]
    [InlineData("clients[0].provider", "\"adult-check\"")]
    [InlineData("clients[0].test", "\"yes\"", "clients.json: clients[0].test must be true or false")]
    [InlineData("clients[0].timeScale", "60", "clients.json: clients[0].timeScale must be 1 for a client that is not marked test")]
    [InlineData("clients[0].timeScale", "0", "clients.json: clients[0].timeScale must be a whole number from 1 to 86400")]
    [InlineData("clients[0].timescale", "60", "clients.json: clients[0].timescale is not a field; there are id, name, contact, privacyPolicy, purposes, locales, rule, methods, provider, confirmAfterHours, quickAnswerSeconds, deadlineDays, reminderDays, quietHours, webhook, discoveries, deletion, targets, test, timeScale")]
    [InlineData("clients[0].purposes[2]", "\"chat\"")]
    [InlineData("clients[0].locales", "[\"en\",\"xx\"]", "clients.json: clients[0].locales lists xx, and notices/2026-11-22/xx.json is missing or cannot be used",
        "purposes.json: purposes[0].title must have the language xx, which the client sample lists", "purposes.json: purposes[0].description must have the language xx, which the client sample lists",
        "purposes.json: purposes[0].dataItems must have the language xx, which the client sample lists", "purposes.json: purposes[0].retention must have the language xx, which the client sample lists",
        "purposes.json: purposes[1].title must have the language xx, which the client sample lists", "purposes.json: purposes[1].description must have the language xx, which the client sample lists",
        "purposes.json: purposes[1].dataItems must have the language xx, which the client sample lists", "purposes.json: purposes[1].retention must have the language xx, which the client sample lists",
        "purposes.json: purposes[2].title must have the language xx, which the client sample lists", "purposes.json: purposes[2].description must have the language xx, which the client sample lists",
        "purposes.json: purposes[2].dataItems must have the language xx, which the client sample lists", "purposes.json: purposes[2].retention must have the language xx, which the client sample lists")]
    [InlineData("clients[0].locales", "[]", "clients.json: clients[0].locales must list en, which stands in for others")]
    [InlineData("clients[0].locales", "[\"en\",\"en\"]", "clients.json: clients[0].locales[1] is there twice")]
    [InlineData("clients[0].locales", "[\"en\",\"English\"]", "clients.json: clients[0].locales[1] must be a language, as in en or pt-BR")]
    [InlineData("clients[0].methods", "[\"post\"]", "clients.json: clients[0].methods[0] must be one of email, email-plus, provider, signed-form, attested")]
    [InlineData("clients[0]", "7", "clients.json: clients[0] must be an object")]
    [InlineData("clients", "null", "clients.json: clients must be a list")]
    public void BadClient_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("clients.json", field, json, problems);

    [Fact]
    public void PurposeThatNoMethodOfTheClientMayCarry_IsNamed_WithWhatWouldDo()
    {
        var path = Path.Combine(Folder, "clients.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        root["clients"]![0]!["purposes"] = new JsonArray("account", "chat");
        root["clients"]![0]!["methods"] = new JsonArray("email", "email-plus");
        File.WriteAllText(path, root.ToJsonString());

        Assert.Equal(
            [
                "clients.json: clients[0].purposes[1] discloses data to others and needs assurance 'verified', which none of the client's "
                + "methods gives (email, email-plus); provider, signed-form, attested would do",
            ],
            PolicyFiles.Read(Folder).Problems);
    }

    [Theory]
    [InlineData("purposes[0].title", "{}", "purposes.json: purposes[0].title must have the language en, which stands in for others")]
    [InlineData("purposes[0].title.EN", "\"Titel\"", "purposes.json: purposes[0].title.EN must be named by a language, as in en or pt-BR")]
    [InlineData("purposes[0].title.en", "\"\"", "purposes.json: purposes[0].title.en must be text of 1 to 100 characters on one line")]
    [InlineData("purposes[0].description", "\"text\"", "purposes.json: purposes[0].description must be an object")]
    [InlineData("purposes[1].id", "\"account\"", "purposes.json: purposes[1].id is there twice",
        "clients.json: clients[0].purposes[1] is not an id of purposes.json", "clients.json: clients[1].purposes[1] is not an id of purposes.json")]
    [InlineData("purposes[0].integral", "1", "purposes.json: purposes[0].integral must be true or false")]
    [InlineData("purposes[3].recipients", "{}", "purposes.json: purposes[3].recipients must have the language en, which stands in for others")]
    [InlineData("purposes[3].integral", "true", "purposes.json: purposes[3].integral must be false for a purpose that has disclosesToThirdParties: make the disclosure a purpose of its own")]
    [InlineData("purposes[3].assurance", "\"confirmed\"", "purposes.json: purposes[3].assurance must be verified for a purpose that has disclosesToThirdParties")]
    [InlineData("purposes[3].disclosesToThirdParties", "false", "purposes.json: purposes[3].recipients is only for a purpose that has disclosesToThirdParties")]
    [InlineData("purposes[0].disclosesToThirdParties", "true", "purposes.json: purposes[0].recipients is missing",
        "purposes.json: purposes[0].integral must be false for a purpose that has disclosesToThirdParties: make the disclosure a purpose of its own")]
    [InlineData("purposes[0].colour", "1", "purposes.json: purposes[0].colour is not a field; there are id, title, description, dataItems, retention, integral, disclosesToThirdParties, recipients, assurance")]
    public void BadPurpose_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("purposes.json", field, json, problems);

    [Theory]
    [InlineData("countries[0].country", "\"at\"", "ages-of-consent.json: countries[0].country must be an ISO 3166-1 alpha-2 code in capitals")]
    [InlineData("countries[0].country", "\"ZZ\"", "ages-of-consent.json: countries[0].country must be an ISO 3166-1 alpha-2 code in capitals")]
    [InlineData("countries[1].country", "\"AR\"", "ages-of-consent.json: countries[1].country is there twice")]
    [InlineData("countries[0].source", "\"\"", "ages-of-consent.json: countries[0].source must be text of 1 to 300 characters on one line")]
    [InlineData("countries[0].assurance", "\"sure\"", "ages-of-consent.json: countries[0].assurance must be one of asserted, confirmed, verified")]
    [InlineData("countries[0].age", "19", "ages-of-consent.json: countries[0].age must be a whole number from 1 to 18")]
    [InlineData("countries[0].law", "\"\"", "ages-of-consent.json: countries[0].law must be text of 1 to 400 characters on one line")]
    public void BadAge_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems("ages-of-consent.json", field, json, problems);

    [Theory]
    [InlineData("colour", "\"x\"", "*notices/2026-11-22/en.json: colour is not a field; there are title, addressFrom,")]
    [InlineData("noAnswer", "\"It is deleted.\"", "notices/2026-11-22/en.json: noAnswer must have the placeholder {days}")]
    [InlineData("policy", "\"{client}: {link}\"", "notices/2026-11-22/en.json: policy must have the placeholder {policy}",
        "notices/2026-11-22/en.json: policy has the placeholder {link}, which is not known there")]
    [InlineData("yes", "\"If you { say yes\"", "notices/2026-11-22/en.json: yes has a brace that belongs to no placeholder")]
    [InlineData("rights", "\"\"", "notices/2026-11-22/en.json: rights must be text of 1 to 600 characters on one line")]
    [InlineData("days.other", "\"days\"", "notices/2026-11-22/en.json: days.other must have the placeholder {days}")]
    [InlineData("days.lots", "\"{days}\"", "notices/2026-11-22/en.json: days.lots is not a field; there are zero, one, two, few, many, other")]
    public void BadNotice_IsNamedByFileAndField(string field, string json, params string[] problems) =>
        AssertProblems(EnglishNotice, field, json, problems);

    [Fact]
    public void NoticeThatCannotBeUsedAtAll_IsNamed_AndMissedByTheClientsThatListItsLanguage()
    {
        copy.Change(EnglishNotice, root => root["days"] = "14");

        // Where it is the only language there is no version to miss it in.
        Assert.All(PolicyFiles.Read(Folder).Problems.Order(StringComparer.Ordinal).Reverse().Index(), problem =>
        {
            if (problem.Index == 0)
            {
                Assert.Equal($"{EnglishNotice}: days must be an object", problem.Item);
            }
            else
            {
                Assert.Matches(@"^clients\.json: clients\[\d\].* lists en, and notices/2026-11-22/en\.json is missing or cannot be used$", problem.Item);
            }
        });
    }

    [Fact]
    public void NoticeThatLacksAnElement_IsNamedByFileAndField()
    {
        foreach (var element in NoticeElements.Placeholders.Keys)
        {
            var path = Path.Combine(Folder, EnglishNotice);
            var whole = File.ReadAllText(path);
            var root = JsonNode.Parse(whole)!.AsObject();
            Assert.True(root.Remove(element));
            File.WriteAllText(path, root.ToJsonString());

            Assert.Equal([$"{EnglishNotice}: {element} is missing"], PolicyFiles.Read(Folder).Problems);
            File.WriteAllText(path, whole);
        }
    }

    [Fact]
    public void NoticesThatAreNotWhereTheyShouldBe_AreNamed()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "notices", "soon"));
        Directory.CreateDirectory(Path.Combine(Folder, "notices", "2026-02-30"));
        File.WriteAllText(Path.Combine(Folder, "notices", "2026-11-22", "readme.txt"), "");

        Assert.Equal(
            [
                "notices/2026-02-30: the folder must be named by a date, as in 2026-01-31",
                "notices/2026-11-22/readme.txt: the file must be named by a language, as in en.json or pt-BR.json",
                "notices/soon: the folder must be named by a date, as in 2026-01-31",
            ],
            PolicyFiles.Read(Folder).Problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void VersionWithoutALanguageThatAClientLists_IsNamed()
    {
        var older = Path.Combine(Folder, "notices", "2025-01-01");
        Directory.CreateDirectory(older);
        File.Copy(Path.Combine(Folder, EnglishNotice), Path.Combine(older, "de.json"));

        Assert.Contains("notices/2025-01-01/en.json: the file is missing; it stands in for other languages", PolicyFiles.Read(Folder).Problems);
    }

    [Theory]
    [InlineData("Mailinator.com", "must be a domain in lower case, as in mailbox.example")]
    [InlineData("nodots", "must be a domain in lower case, as in mailbox.example")]
    [InlineData("a..example", "must be a domain in lower case, as in mailbox.example")]
    [InlineData("mailinator.com", "is there twice")]
    public void BadDisposableDomain_IsNamedByItsLine(string line, string problem)
    {
        var path = Path.Combine(Folder, "disposable-domains.txt");
        File.AppendAllText(path, $"{line} # added\n");

        Assert.Equal([$"disposable-domains.txt: line {File.ReadAllLines(path).Length} {problem}"], PolicyFiles.Read(Folder).Problems);
    }

    [Fact]
    public void DisposableDomainsWithoutSourceAndLicence_AreNamed()
    {
        File.WriteAllText(Path.Combine(Folder, "disposable-domains.txt"), "mailbox.example\n# Source: below the head\n");

        Assert.Equal(
            [
                "disposable-domains.txt: the head must have a line that begins with '# Source: '",
                "disposable-domains.txt: the head must have a line that begins with '# Licence: '",
            ],
            PolicyFiles.Read(Folder).Problems);
    }

    [Fact]
    public void FileThatIsNotUtf8_IsNamed()
    {
        File.WriteAllBytes(Path.Combine(Folder, "ages-of-consent.json"), [(byte)'{', (byte)'"', 0xE4, (byte)'"', (byte)':', (byte)'1', (byte)'}']);

        Assert.Equal(["ages-of-consent.json: the file is not UTF-8"], PolicyFiles.Read(Folder).Problems);
    }

    [Fact]
    public void MissingAndBrokenFiles_AreNamedTogether()
    {
        Directory.Delete(Path.Combine(Folder, "notices"), recursive: true);
        File.Delete(Path.Combine(Folder, "disposable-domains.txt"));
        File.WriteAllText(Path.Combine(Folder, "ages-of-consent.json"), "{\n\"countries\": [}");
        File.WriteAllText(Path.Combine(Folder, "clients.json"), """{ "clients": [{ "id": "a", "id": "b" }] }""");

        Assert.Equal(
            [
                "ages-of-consent.json: the file is not valid JSON in line 2",
                "clients.json: clients[0].contact is missing",
                "clients.json: clients[0].id is there twice",
                "clients.json: clients[0].name is missing",
                "clients.json: clients[0].privacyPolicy is missing",
                "clients.json: clients[0].purposes is missing",
                "disposable-domains.txt: the file is missing",
                "notices: must have a folder named by a date, as in 2026-01-31, for each version of the direct notice",
            ],
            PolicyFiles.Read(Folder).Problems.Order(StringComparer.Ordinal));
    }

    private void AssertProblems(string file, string field, string json, string[] problems)
    {
        var path = Path.Combine(Folder, file);
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

        // What begins with * is only the beginning of the problem.
        Assert.Equal(
            problems.Order(StringComparer.Ordinal).OrderBy(problem => problem.TrimStart('*'), StringComparer.Ordinal),
            PolicyFiles.Read(Folder).Problems.Order(StringComparer.Ordinal),
            (expected, found) => expected.StartsWith('*') ? found.StartsWith(expected[1..], StringComparison.Ordinal) : expected == found);
    }

    private static JsonNode? Step(JsonNode node, string step) => step.StartsWith('[')
        ? node[int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]
        : node[step];
}
