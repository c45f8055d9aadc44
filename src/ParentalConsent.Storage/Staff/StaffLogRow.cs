using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Staff;

namespace ParentalConsent.Storage.Staff;

/// <summary>Table <c>stafflog</c>: partition the month, counted down, and row key <see cref="StaffLogCursor"/>, so that the newest come first.</summary>
internal sealed record StaffLogRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public DateTimeOffset At { get; set; }

    public string Who { get; set; } = "";

    public string Role { get; set; } = "";

    public string SignIn { get; set; } = "";

    public string What { get; set; } = "";

    public string? About { get; set; }

    public string Outcome { get; set; } = "";

    /// <summary>9999 less the year, 4 digits, and 12 less the month, 2 digits.</summary>
    public static string Month(DateTimeOffset at)
    {
        var day = at.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{9999 - day.Year:D4}{12 - day.Month:D2}");
    }

    public static StaffLogRow From(StaffLogEntry entry) => new()
    {
        PartitionKey = Month(entry.At),
        RowKey = StaffLogCursor.Of(entry).ToString(),
        At = entry.At,
        Who = entry.Who,
        Role = entry.Role.ToString(),
        SignIn = entry.SignIn.ToString(),
        What = entry.What,
        About = entry.About,
        Outcome = entry.Outcome.ToString(),
    };

    public StaffLogEntry ToEntry() => new(
        RowKey[(RowKey.IndexOf('-', StringComparison.Ordinal) + 1)..],
        At,
        Who,
        Enum.Parse<StaffRole>(Role),
        Enum.Parse<StaffSignIn>(SignIn),
        What,
        About,
        Enum.Parse<StaffOutcome>(Outcome));

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(StaffLogRow);
}
