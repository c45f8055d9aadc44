using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>The form of the decision, between its fields and the command.</summary>
public static class DecisionForm
{
    public const string Token = "token";

    public static DecisionFields Read(Form form) => new(
        form.Value(DecisionFields.DecisionName),
        form.Values(DecisionFields.PurposesName),
        form.Value(DecisionFields.GuardianNameName),
        form.Value(DecisionFields.RelationshipName),
        form.Value(DecisionFields.AttestationName),
        form.Repeated(DecisionFields.PurposesName))
    {
        Notice = form.Value(DecisionFields.NoticeName),
    };

    /// <param name="fields">Without problems.</param>
    public static RecordDecisionCommand ToCommand(DecisionFields fields, string token) => new(
        token,
        DecisionWords.Parse(fields.Decision) ?? throw new ArgumentException("No decision was made.", nameof(fields)),
        fields.Purposes,
        fields.GuardianName!.Trim(),
        fields.Relationship?.Trim())
    {
        NoticeHash = fields.Notice,
    };
}
