using Azure.Data.Tables;
using ParentalConsent.Core.Mails;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Mails;

public sealed class TableMailFailures(TableClient table) : IMailFailures
{
    private readonly DayRows<MailFailureRow> rows = new(table);

    public Task AddAsync(MailFailure failure, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(MailFailureRow.From(failure), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<MailFailure>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken) =>
        [.. (await rows.ReadNewestAsync(from, count, cancellationToken)).Select(row => row.ToFailure())];

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => rows.PruneAsync(before, cancellationToken);
}
