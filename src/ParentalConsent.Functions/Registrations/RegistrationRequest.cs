using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Ages;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The body of <c>POST /api/v1/registrations</c>.</summary>
public static partial class RegistrationRequest
{
    public const string ParentEmail = "parentEmail";
    public const string ChildEmail = "childEmail";

    private const int MaxDataBytes = 64 * 1024;
    private const int MaxChildName = 100;
    private const int MaxLocale = 35;

    private static readonly string[] Names =
    [
        "subjectId", AgeFields.DateOfBirth, AgeFields.Age, AgeFields.Country, "locale", ParentEmail, ChildEmail, "childName",
        PurposesField.Name, "data", DeviceField.Name,
    ];

    public static FieldError ParentEmailRequired { get; } = new(
        ParentEmail, "required", "This subject needs a guardian's consent: give a parent's or guardian's e-mail address.");

    public static FieldError ParentEmailIsChilds { get; } = new(
        ParentEmail, "sameAsChild", "Must be a parent's or guardian's address, not the child's own.");

    public static FieldError NoMethodForCountry { get; } = new(
        AgeFields.Country, "noMethodForCountry", "The law of this country asks for a stronger check of the parent than this client has a method for.");

    /// <returns>The command, to be used only where there are no errors; and all errors.</returns>
    public static (StartRegistrationCommand Command, IReadOnlyList<FieldError> Errors) Read(
        JsonElement root, ClientPolicy client, PolicySet policies, DateTimeOffset now) =>
        Read(new JsonFields(root, Names), client, policies, asks: true, now);

    /// <param name="fields">Of those of a registration, as many as there are.</param>
    /// <param name="asks">Whether a minor's guardian will be asked.</param>
    /// <returns>As above.</returns>
    internal static (StartRegistrationCommand Command, IReadOnlyList<FieldError> Errors) Read(
        JsonFields fields, ClientPolicy client, PolicySet policies, bool asks, DateTimeOffset now)
    {
        var age = AgeFields.Read(fields, now);
        var command = new StartRegistrationCommand(
            client,
            ReadSubjectId(fields),
            age,
            ReadLocale(fields),
            ReadEmail(fields, ParentEmail),
            ReadEmail(fields, ChildEmail),
            ReadChildName(fields),
            ReadPurposes(fields, client, policies),
            ReadData(fields))
        {
            Device = DeviceField.Read(fields),
        };
        return asks && AgeFields.AreValid(fields) && policies.Decide(client, age, now).ConsentRequired
            ? (command, [.. fields.Errors, .. MissingFor(client, policies, age.Country, fields)])
            : (command, fields.Errors);
    }

    /// <summary>What is wrong only because a guardian has to be asked.</summary>
    private static IEnumerable<FieldError> MissingFor(ClientPolicy client, PolicySet policies, string? country, JsonFields fields)
    {
        if (fields.Value(ParentEmail) is null)
        {
            yield return ParentEmailRequired;
        }

        if (!MethodChoice.IsAvailable(policies, client, country))
        {
            yield return NoMethodForCountry;
        }
    }

    private static string ReadSubjectId(JsonFields fields)
    {
        var text = fields.Text("subjectId");
        if (text is null && !fields.HasErrorOf("subjectId"))
        {
            fields.Add("subjectId", "required", "Give your own id of the subject.");
        }
        else if (text is not null && SubjectId.LooksLikeEmail(text))
        {
            fields.Add("subjectId", "looksLikeEmail", "Must be your own id of the subject, never an e-mail address.");
        }
        else if (text is not null && !SubjectId.IsValid(text))
        {
            fields.Add("subjectId", "invalid", "Must be 1 to 128 printable characters without / \\ % ? # or spaces at its ends.");
        }

        return text ?? "";
    }

    internal static string? ReadEmail(JsonFields fields, string name)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (EmailAddress.Normalize(text) is { } address)
        {
            return address;
        }

        fields.Add(name, "notAnEmailAddress", "Must be one e-mail address of at most 254 characters, as in name@example.org.");
        return null;
    }

    private static string? ReadChildName(JsonFields fields)
    {
        if (fields.Text("childName") is not { } text)
        {
            return null;
        }

        if (text.Length > MaxChildName || text.Trim().Length == 0 || !ShownText.IsPlain(text))
        {
            fields.Add("childName", "invalid", "Must be 1 to 100 characters without control characters or direction marks.");
        }

        return text.Trim();
    }

    private static string? ReadLocale(JsonFields fields)
    {
        var text = fields.Text("locale");
        if (text is not null && (text.Length > MaxLocale || !LanguageTag().IsMatch(text)))
        {
            fields.Add("locale", "notALanguageTag", "Must be a language tag (BCP 47) of at most 35 characters, as in en or pt-BR.");
        }

        return text;
    }

    /// <summary>Those asked for and the integral ones, in the client's order; null for all.</summary>
    private static IReadOnlyList<string>? ReadPurposes(JsonFields fields, ClientPolicy client, PolicySet policies) =>
        PurposesField.Read(fields, client) is { Count: > 0 } asked
            ? [.. client.Purposes.Where(id => policies.Purposes[id].Integral || asked.Contains(id))]
            : null;

    /// <summary>The data as it was sent, byte for byte.</summary>
    private static ReadOnlyMemory<byte>? ReadData(JsonFields fields)
    {
        if (fields.Value("data") is not { } value)
        {
            return null;
        }

        var bytes = JsonMarshal.GetRawUtf8Value(value).ToArray();
        if (value.ValueKind is not JsonValueKind.Object)
        {
            fields.Add("data", "wrongType", "Must be a JSON object.");
        }
        else if (bytes.Length > MaxDataBytes)
        {
            fields.Add("data", "tooLarge", "Must be at most 64 KiB.");
        }
        else if (DuplicateNames.In(value))
        {
            fields.Add("data", "duplicateField", "An object in it has the same name more than once.");
        }

        return bytes;
    }

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}
