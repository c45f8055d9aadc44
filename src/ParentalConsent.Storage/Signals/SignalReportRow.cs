using Azure;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Signals;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Signals;

/// <summary>Table <c>signals</c>: partition <c>yyyyMMdd</c> in UTC, row key the registration id.</summary>
internal sealed record SignalReportRow : IDayRow
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string ClientId { get; set; } = "";

    /// <summary>Words, with spaces between them.</summary>
    public string Signals { get; set; } = "";

    public string Method { get; set; } = "";

    public string Needed { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public static SignalReportRow From(SignalReport report) => new()
    {
        PartitionKey = DayRow.Of(report.At),
        RowKey = report.RegistrationId,
        ClientId = report.ClientId,
        Signals = string.Join(' ', report.Signals),
        Method = report.Method.Word(),
        Needed = report.Needed.ToString(),
        At = report.At,
    };

    public SignalReport ToReport() => new(
        RowKey,
        ClientId,
        [.. Signals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RiskSignal>)],
        VerificationMethods.Find(Method) ?? throw new FormatException("The report names a method that nobody knows."),
        Enum.Parse<Assurance>(Needed),
        At);
}
