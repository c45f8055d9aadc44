using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Forms;

namespace ParentalConsent.Storage.Forms;

/// <summary>Table <c>forms</c>, partition <c>waiting</c>, row key <c>registrationId-attempt-upload</c>: a form to look at.</summary>
internal sealed record FormWaitingRow : ITableEntity
{
    public const string Partition = "waiting";

    /// <summary>Sorts after every key, which begins with hex digits.</summary>
    public const string End = "g";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string ClientId { get; set; } = "";

    public DateTimeOffset ReceivedAt { get; set; }

    public static string KeyOf(FormLine line) => $"{line.RegistrationId}-{line.Attempt}-{line.Upload}";

    public FormWaiting ToWaiting() => RowKey.Split('-') is [var registrationId, var attempt, var upload]
        ? new FormWaiting(new FormLine(registrationId, attempt, upload), ClientId, ReceivedAt)
        : throw new FormatException("A line of the forms to look at has a key of another kind.");
}
