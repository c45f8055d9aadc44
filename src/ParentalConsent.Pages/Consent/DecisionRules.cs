using System.Text;
using ParentalConsent.Core.Consents;
using ParentalConsent.Pages.Parts;
using ParentalConsent.Pages.Shown;
using static ParentalConsent.Pages.Consent.DecisionFields;

namespace ParentalConsent.Pages.Consent;

/// <summary>
/// What a decision needs. The typed name shows that a person answered and not a program that follows links, so every decision
/// needs it; to say yes or no to a child's data one must be the parent or guardian, and says so.
/// </summary>
public static class DecisionRules
{
    public const int MinimumLength = 2;
    public const int MaximumNameLength = 100;
    public const int MaximumRelationshipLength = 60;

    private const string FirstChoice = $"{DecisionName}-{DecisionWords.Grant}";
    private const string FirstNo = $"{DecisionName}-{DecisionWords.Refuse}";

    /// <summary>What is wrong, in the order of the page; empty where all is well.</summary>
    public static IReadOnlyList<FieldProblem> Check(DecisionFields fields)
    {
        var decision = DecisionWords.Parse(fields.Decision);
        var asGuardian = decision is ConsentDecision.Grant or ConsentDecision.Refuse;
        return
        [
            .. Problem(DecisionName, Twice(DecisionName) ?? (decision is null ? "missing" : null), anchor: FirstChoice),
            .. Problem(GuardianNameName, Twice(GuardianNameName) ?? Text(fields.GuardianName, MaximumNameLength)),
            .. asGuardian
                ? [
                    .. Problem(RelationshipName, Twice(RelationshipName) ?? Text(fields.Relationship, MaximumRelationshipLength)),
                    .. Problem(AttestationName, Twice(AttestationName) ?? (fields.Attestation == Yes ? null : "missing")),
                ]
                : Array.Empty<FieldProblem>(),
        ];

        string? Twice(string field) => fields.Repeated.Contains(field) ? "repeated" : null;
    }

    /// <summary>What to say on the page that a link leads to: not all of it is asked there, nor can every link decide everything.</summary>
    /// <param name="problems">Empty where the fields are fine, but not for this link.</param>
    public static IReadOnlyList<FieldProblem> ForLink(OpenLinkResult found, IReadOnlyList<FieldProblem> problems) => found switch
    {
        OpenLinkResult.OtherAllowed or OpenLinkResult.OtherVerifying { Registration.IsQuestion: true } when problems.Count == 0 => [new FieldProblem(DecisionName, "Error.decision.missing", FirstNo)],
        OpenLinkResult.CanDecide when problems.Count == 0 => [new FieldProblem(DecisionName, "Error.decision.missing", FirstChoice)],
        OpenLinkResult.OtherVerifying when problems.Count == 0 => [new FieldProblem(DecisionName, "Error.decision.checked", FirstNo)],
        OpenLinkResult.OtherVerifying or OpenLinkResult.OtherAllowed =>
            [.. problems.Select(problem => problem.Anchor == FirstChoice ? problem with { Anchor = FirstNo } : problem)],
        OpenLinkResult.CanWithdraw => problems.Any(problem => problem.Field != GuardianNameName) || problems.Count == 0
            ? [new FieldProblem(DecisionName, "Error.decision.withdraw", GuardianNameName)]
            : problems,
        _ => problems,
    };

    /// <summary>A yes to a notice that says something else by now.</summary>
    public static IReadOnlyList<FieldProblem> NoticeChanged { get; } = [new FieldProblem(DecisionName, "Error.notice.changed", FirstChoice)];

    /// <summary>A yes that allows nothing.</summary>
    public static IReadOnlyList<FieldProblem> NothingAllowed { get; } = [new FieldProblem(DecisionName, "Error.purposes.none", FirstChoice)];

    private static string? Text(string? typed, int maximum) => (typed ?? "").Trim() switch
    {
        "" => "missing",
        var text when ShownName.HasHiddenCharacters(text) => "characters",
        var text when text.Length < MinimumLength || text.Length > maximum => "length",
        var text when !text.EnumerateRunes().Any(Rune.IsLetter) => "letters",
        _ => null,
    };

    private static IEnumerable<FieldProblem> Problem(string field, string? what, string? anchor = null) =>
        what is null ? [] : [new FieldProblem(field, $"Error.{field}.{what}", anchor ?? field)];
}
