using System.Text.Json;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The body of <c>POST /api/v1/registrations/{registrationId}/own-decision</c>: <c>{ decision, purposes? }</c>.</summary>
public static class OwnDecisionRequest
{
    private const string Decision = "decision";
    private const string Confirm = "confirm";
    private const string Withdraw = "withdraw";

    public static FieldError NothingConfirmed { get; } = new(
        PurposesField.Name, "nothingConfirmed", "Must name one of the purposes that are allowed; to allow none of them, withdraw.");

    /// <returns>The command, to be used only where there are no errors; and all errors.</returns>
    public static (RecordOwnDecisionCommand Command, IReadOnlyList<FieldError> Errors) Read(
        JsonElement root, ClientPolicy client, string registrationId)
    {
        var fields = new JsonFields(root, Decision, PurposesField.Name);
        var decision = fields.Text(Decision);
        if (decision is null && !fields.HasErrorOf(Decision))
        {
            fields.Add(Decision, "required", "Say what was decided: confirm or withdraw.");
        }
        else if (decision is not (null or Confirm or Withdraw))
        {
            fields.Add(Decision, "unknownDecision", "Must be confirm or withdraw.");
        }

        var purposes = PurposesField.Read(fields, client);
        if (purposes is not null && decision is Withdraw)
        {
            fields.Add(PurposesField.Name, "notForWithdraw", "A withdrawal is of all purposes; to keep some, confirm those.");
        }

        return (
            new RecordOwnDecisionCommand(client.Id, registrationId, decision is Withdraw, purposes is null ? null : [.. purposes]),
            fields.Errors);
    }
}
