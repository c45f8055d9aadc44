using System.Text.Json;
using ParentalConsent.Core.Cases;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Cases;

/// <summary>The body of <c>POST /api/v1/deletions/{deletionId}/acknowledgements</c>: <c>{ deletedAt?, systems? }</c>.</summary>
public static class AcknowledgementRequest
{
    private const string DeletedAt = "deletedAt";
    private const string Systems = "systems";

    /// <returns>What was said, to be used only where there are no errors; and all errors.</returns>
    public static (Acknowledgement Said, IReadOnlyList<FieldError> Errors) Read(JsonElement root, DateTimeOffset now)
    {
        var fields = new JsonFields(root, DeletedAt, Systems);
        var said = new Acknowledgement(ReadTime(fields, now), ReadSystems(fields));
        return (said, fields.Errors);
    }

    private static DateTimeOffset? ReadTime(JsonFields fields, DateTimeOffset now)
    {
        if (fields.Text(DeletedAt) is not { } text)
        {
            return null;
        }

        if (Acknowledgement.ParseTime(text) is not { } deletedAt)
        {
            fields.Add(DeletedAt, "notATime", "Must be a time in ISO 8601 with an offset, as in 2026-11-29T08:15:30Z.");
            return null;
        }

        if (Acknowledgement.IsAhead(deletedAt, now))
        {
            fields.Add(DeletedAt, "inFuture", "Must not be in the future: acknowledge once it is deleted.");
        }

        return deletedAt;
    }

    private static List<string> ReadSystems(JsonFields fields)
    {
        if (fields.Value(Systems) is not { } list)
        {
            return [];
        }

        if (list.ValueKind is not JsonValueKind.Array)
        {
            fields.Add(Systems, "wrongType", "Must be a list of strings.");
            return [];
        }

        var words = list.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.String ? item.GetString()! : "").ToList();
        if (words.Count > Acknowledgement.MostSystems)
        {
            fields.Add(Systems, "tooMany", $"At most {Acknowledgement.MostSystems}.");
        }

        if (!words.TrueForAll(Acknowledgement.IsSystem))
        {
            fields.Add(Systems, "notAWord", $"Each must be 1 to {Acknowledgement.LongestSystem} of a-z, 0-9 and hyphen: the name of a system, never of a person.");
        }

        return [.. words.Distinct()];
    }
}
