using Azure;
using ParentalConsent.Core.Mails;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Mails;

/// <summary>Table <c>mailfailures</c>: partition <c>yyyyMMdd</c> in UTC, row key <c>registrationId-kind</c>.</summary>
internal sealed record MailFailureRow : IDayRow
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string ClientId { get; set; } = "";

    public string Error { get; set; } = "";

    public int Tries { get; set; }

    public bool Final { get; set; }

    public DateTimeOffset At { get; set; }

    public static MailFailureRow From(MailFailure failure) => new()
    {
        PartitionKey = DayRow.Of(failure.At),
        RowKey = $"{failure.RegistrationId}-{failure.Kind}",
        ClientId = failure.ClientId,
        Error = failure.Error,
        Tries = failure.Tries,
        Final = failure.Final,
        At = failure.At,
    };

    public MailFailure ToFailure()
    {
        var end = RowKey.LastIndexOf('-');
        return new MailFailure(RowKey[..end], ClientId, Enum.Parse<MailKind>(RowKey.AsSpan(end + 1)), Error, Tries, Final, At);
    }
}
