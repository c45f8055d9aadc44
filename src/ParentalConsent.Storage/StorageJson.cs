using System.Text.Json;
using System.Text.Json.Serialization;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonalDetails))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, DateTimeOffset>))]
[JsonSerializable(typeof(IReadOnlyList<AskingMail>))]
[JsonSerializable(typeof(SecondGuardian))]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(IReadOnlyList<FurtherConsent>))]
[JsonSerializable(typeof(OutgoingMailMessage))]
[JsonSerializable(typeof(ReminderMessage))]
[JsonSerializable(typeof(DeletionMessage))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(ComingOfAgeMessage))]
[JsonSerializable(typeof(DiscoveryMessage))]
[JsonSerializable(typeof(IReadOnlyDictionary<DiscoveryOutcome, int>))]
[JsonSerializable(typeof(IReadOnlyList<DiscoveryResult>))]
[JsonSerializable(typeof(CaseMessage))]
[JsonSerializable(typeof(IReadOnlyList<CaseStep>))]
[JsonSerializable(typeof(IReadOnlyList<HeldEvent>))]
[JsonSerializable(typeof(EventBody))]
internal sealed partial class StorageJson : JsonSerializerContext;
