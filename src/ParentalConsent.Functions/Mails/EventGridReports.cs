using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Mails;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Mails;

/// <summary>Events of Azure Communication Services in the Event Grid schema: <c>Microsoft.Communication.EmailDeliveryReportReceived</c>.</summary>
internal static partial class EventGridReports
{
    private const string DeliveryReportReceived = "Microsoft.Communication.EmailDeliveryReportReceived";
    private const string SubscriptionValidation = "Microsoft.EventGrid.SubscriptionValidationEvent";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>
    /// Whether Event Grid asks if we want its events at all. It need not show the key for that, since it is not said whether it can:
    /// the answer is an echo, and lets nobody in.
    /// </summary>
    public static bool IsHandshake(HttpRequestData request) =>
        request.SingleHeader("aeg-event-type") is "SubscriptionValidation" && request.MediaType() is "application/json";

    /// <returns>Null where the body is no such question.</returns>
    public static string? ReadValidationCode(ReadOnlyMemory<byte> body) =>
        Events(body) is [{ } asked] && Text(asked, "eventType") == SubscriptionValidation
        && asked.TryGetProperty("data", out var data) && Text(data, "validationCode") is { } code && ValidationCode().IsMatch(code)
            ? code
            : null;

    /// <summary>The delivery reports among the events.</summary>
    /// <returns>Null where the body is no list of events.</returns>
    public static IReadOnlyList<DeliveryReport>? Read(ReadOnlyMemory<byte> body) => Events(body) is not { } events
        ? null
        : [.. events.Where(item => Text(item, "eventType") == DeliveryReportReceived).Select(Report)];

    /// <remarks>Without <c>internetMessageId</c>, which older resources may not send, nobody knows which mail it is about.</remarks>
    private static DeliveryReport Report(JsonElement item)
    {
        item.TryGetProperty("data", out var data);
        return new DeliveryReport(
            Text(data, "internetMessageId") ?? "",
            EmailAddress.Normalize(Text(data, "recipient") ?? "") is { } recipient ? [recipient] : [],
            Text(data, "status")?.ToUpperInvariant() switch
            {
                "BOUNCED" => "bounced",
                "SUPPRESSED" => "suppressed",
                _ => null,
            });
    }

    private static List<JsonElement>? Events(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Array
                && document.RootElement.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object)
                    ? [.. document.RootElement.Clone().EnumerateArray()]
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null where it is missing, or no text, or text with half a character.</returns>
    private static string? Text(JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,100}$")]
    private static partial Regex ValidationCode();
}
