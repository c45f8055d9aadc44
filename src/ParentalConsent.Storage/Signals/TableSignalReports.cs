using Azure.Data.Tables;
using ParentalConsent.Core.Signals;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Signals;

public sealed class TableSignalReports(TableClient table) : ISignalReports
{
    private readonly DayRows<SignalReportRow> rows = new(table);

    public Task AddAsync(SignalReport report, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(SignalReportRow.From(report), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<SignalReport>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken) =>
        [.. (await rows.ReadNewestAsync(from, count, cancellationToken)).Select(row => row.ToReport())];

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => rows.PruneAsync(before, cancellationToken);
}
