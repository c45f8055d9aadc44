using System.Globalization;
using System.Text.Json;

namespace ParentalConsent.Core.Cases;

/// <summary>A client says that it has deleted in its own systems.</summary>
/// <param name="DeletedAt">When it did; null where it does not say.</param>
/// <param name="Systems">From which systems, in its own words; never personal data.</param>
public sealed record Acknowledgement(DateTimeOffset? DeletedAt, IReadOnlyList<string> Systems)
{
    public const int MostSystems = 20;

    public const int LongestSystem = 64;

    /// <summary>A clock that is ahead by less says nothing wrong.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public static bool IsSystem(string word) => word.Length is > 0 and <= LongestSystem
        && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>A time in ISO 8601 that says its offset; null for anything else.</summary>
    public static DateTimeOffset? ParseTime(string text) =>
        (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>Nobody has deleted what they are still going to delete.</summary>
    public static bool IsAhead(DateTimeOffset deletedAt, DateTimeOffset now) => deletedAt > now + Tolerance;

    /// <summary>
    /// What a receiver of webhooks answered: <c>{ "acknowledged": true, "deletedAt"?, "systems"? }</c>. Null where it is anything
    /// else, or something in it is not as it should be.
    /// </summary>
    public static Acknowledgement? ParseAnswer(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object
                || !root.TryGetProperty("acknowledged", out var said)
                || said.ValueKind is not JsonValueKind.True)
            {
                return null;
            }

            DateTimeOffset? deletedAt = Given(root, "deletedAt") is { } time
                ? ParseTime(time.GetString() ?? "") is { } read && !IsAhead(read, now) ? read : throw new FormatException()
                : null;
            string[] systems = Given(root, "systems") is { } list ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
            return systems.Length <= MostSystems && systems.All(IsSystem) ? new Acknowledgement(deletedAt, [.. systems.Distinct()]) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a value of another type.
            return null;
        }
    }

    private static JsonElement? Given(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
