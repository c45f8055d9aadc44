using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>Request bodies that are fine, to be spoiled by tests.</summary>
public static class Bodies
{
    public const string ParentEmail = "marked-parent@example.test";
    public const string ChildName = "Marked Mia";

    public static JsonObject Minor(string subjectId = "subject-1") => new()
    {
        ["subjectId"] = subjectId,
        ["dateOfBirth"] = "2020-02-29",
        ["country"] = "DE",
        ["locale"] = "en-GB",
        ["parentEmail"] = ParentEmail,
        ["childName"] = ChildName,
        ["data"] = new JsonObject { ["nickname"] = "marked-nickname" },
    };

    public static JsonObject With(this JsonObject body, string field, string json)
    {
        body[field] = JsonNode.Parse(json);
        return body;
    }

    public static JsonObject WithText(this JsonObject body, string field, string? text)
    {
        body[field] = text;
        return body;
    }

    public static JsonObject Without(this JsonObject body, string field)
    {
        body.Remove(field);
        return body;
    }

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient http, JsonObject body) =>
        http.PostTextAsync("/api/v1/registrations", body.ToJsonString(new JsonSerializerOptions()));

    /// <summary>Registers a minor and returns the registration's id.</summary>
    public static async Task<string> RegisterMinorAsync(this HttpClient http, string subjectId = "subject-1") =>
        (await (await http.RegisterAsync(Minor(subjectId))).JsonAsync(System.Net.HttpStatusCode.Accepted))
            .GetProperty("registrationId").GetString()!;
}
