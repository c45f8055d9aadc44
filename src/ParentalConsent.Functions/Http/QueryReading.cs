using System.Globalization;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

/// <summary>What the queries of several logs have in common.</summary>
public static class QueryReading
{
    private static readonly string[] DateTimeFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary><c>from</c> and <c>to</c>: days, of which the last belongs to it, or moments.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? To) ReadSpan(this QueryFields fields)
    {
        var from = fields.ReadTime("from", wholeDay: false);
        var to = fields.ReadTime("to", wholeDay: true);
        if (from >= to)
        {
            fields.Add("to", "notAfterFrom", "Must be after from.");
        }

        return (from, to);
    }

    /// <summary>Whether CSV is asked for, by <c>format</c> or else by <c>Accept</c>.</summary>
    public static bool ReadFormat(this QueryFields fields, HttpRequestData request)
    {
        switch (fields.Text("format"))
        {
            case "csv":
                return true;
            case "json":
                return false;
            case null:
                return request.Accepts("text/csv");
            default:
                fields.Add("format", "unknownFormat", "Must be json or csv.");
                return false;
        }
    }

    private static DateTimeOffset? ReadTime(this QueryFields fields, string name, bool wholeDay)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date < DateOnly.MaxValue)
        {
            return new DateTimeOffset(date.AddDays(wholeDay ? 1 : 0), TimeOnly.MinValue, TimeSpan.Zero);
        }

        if (DateTimeOffset.TryParseExact(
            text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        fields.Add(name, "notATime", "Must be a day, as in 2026-01-31, or a time, as in 2026-01-31T12:00:00Z; a + in it is sent as %2B.");
        return null;
    }
}
