using ParentalConsent.Core.Consents;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Languages;
using static ParentalConsent.Pages.Consent.DecisionFields;

namespace ParentalConsent.Pages.Tests.Consent;

public sealed class DecisionRulesTests
{
    private static readonly DecisionFields Complete = new(DecisionWords.Grant, [], "Sam Jones", "mother", Yes, []);

    public static TheoryData<string, string> Names => new()
    {
        { "Jo", "" },
        { "Zoë O'Brien-Müller", "" },
        { "李小龙", "" },
        { "علی‌رضا", "" },
        { "", "missing" },
        { "  ", "missing" },
        { "J", "length" },
        { new string('j', 100), "" },
        { new string('j', 101), "length" },
        { "12 34", "letters" },
        { "--", "letters" },
        { "Sam\u202Ex", "characters" },
        { "Sam\nJones", "characters" },
        { "Sam\0", "characters" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void GuardianName_MustBeAName(string name, string problem)
    {
        var problems = DecisionRules.Check(Complete with { GuardianName = name });

        Assert.Equal(problem.Length == 0 ? [] : [$"Error.guardianName.{problem}"], problems.Select(found => found.TextKey));
    }

    [Theory]
    [InlineData(DecisionWords.Grant, "guardianName relationship attestation")]
    [InlineData(DecisionWords.Refuse, "guardianName relationship attestation")]
    [InlineData(DecisionWords.NotMyChild, "guardianName")]
    [InlineData(DecisionWords.Withdraw, "guardianName")]
    [InlineData(DecisionWords.Erase, "guardianName")]
    [InlineData("", "decision guardianName")]
    [InlineData(null, "decision guardianName")]
    public void EachDecision_NeedsItsFields(string? decision, string needed) =>
        Assert.Equal(needed.Split(' '), DecisionRules.Check(Empty with { Decision = decision }).Select(problem => problem.Field));

    [Fact]
    public void FieldsSentTwice_AreProblems()
    {
        string[] fields = [DecisionName, GuardianNameName, RelationshipName, AttestationName];

        Assert.Equal(fields, DecisionRules.Check(Complete with { Repeated = fields }).Select(problem => problem.Field));
    }

    [Fact]
    public void EveryProblem_HasAText()
    {
        var texts = Texts.For(null);
        var problems = Names.Select(row => Complete with { GuardianName = (string)row[0], Relationship = (string)row[0] })
            .Append(Empty)
            .Append(Complete with { Repeated = [DecisionName, GuardianNameName, RelationshipName, AttestationName] })
            .Append(Complete with { Attestation = null, Relationship = new string('m', 61) })
            .SelectMany(DecisionRules.Check)
            .Concat(DecisionRules.ForLink(new OpenLinkResult.CanDecide(Sample.Waiting), []))
            .Concat(DecisionRules.ForLink(new OpenLinkResult.CanWithdraw(Sample.Granted), []));

        Assert.All(problems, problem => Assert.NotEmpty(texts[problem.TextKey]));
    }

    [Fact]
    public void Fields_SayNothingToLogs() => Assert.Equal(nameof(DecisionFields), Complete.ToString());
}
