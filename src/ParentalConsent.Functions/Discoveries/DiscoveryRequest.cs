using System.Text.Json;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Ages;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>One account that exists: the fields of a registration, without data, the child's address and the child's device.</summary>
public static class DiscoveryRequest
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "subjectId", AgeFields.DateOfBirth, AgeFields.Age, AgeFields.Country, RegistrationRequest.ParentEmail, "locale", "childName", PurposesField.Name,
    ];

    /// <returns>The command, to be used only where there are no errors; and all errors.</returns>
    public static (StartRegistrationCommand Command, IReadOnlyList<FieldError> Errors) Read(
        JsonElement root, ClientPolicy client, PolicySet policies, DateTimeOffset now) => RegistrationRequest.Read(
            new JsonFields(root, [.. Names]), client, policies, asks: client.Discoveries is DiscoveryPolicy.Ask, now);
}
