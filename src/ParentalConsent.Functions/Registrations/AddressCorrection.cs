using System.Text.Json;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The body of <c>POST /api/v1/registrations/{registrationId}/parent-email</c>: <c>{ parentEmail, childEmail? }</c>.</summary>
public static class AddressCorrection
{
    public static FieldError SameAsSecond { get; } = new(
        RegistrationRequest.ParentEmail, "sameAsSecond", "Must not be the second guardian's address.");

    private static FieldError Required { get; } = new(
        RegistrationRequest.ParentEmail, "required", "Give a parent's or guardian's e-mail address.");

    /// <returns>The command, to be used only where there are no errors; and all errors.</returns>
    public static (CorrectAddressCommand Command, IReadOnlyList<FieldError> Errors) Read(
        JsonElement root, ClientPolicy client, string registrationId)
    {
        var fields = new JsonFields(root, RegistrationRequest.ParentEmail, RegistrationRequest.ChildEmail);
        var parent = RegistrationRequest.ReadEmail(fields, RegistrationRequest.ParentEmail);
        var child = RegistrationRequest.ReadEmail(fields, RegistrationRequest.ChildEmail);
        var missing = fields.Value(RegistrationRequest.ParentEmail) is null && !fields.HasErrorOf(RegistrationRequest.ParentEmail);
        return (
            new CorrectAddressCommand(client, registrationId, parent ?? "", child),
            missing ? [.. fields.Errors, Required] : fields.Errors);
    }
}
