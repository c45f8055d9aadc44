using Azure.Data.Tables;
using ParentalConsent.Core.Health;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Health;

/// <summary>Asks the table of registrations for a partition that never exists.</summary>
public sealed class TablesCheck(TableServiceClient tables) : IDependencyCheck
{
    private static readonly string[] Keys = [nameof(ITableEntity.RowKey)];

    public string Name => "tables";

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var nothing = tables.GetTableClient(TableNames.Registrations)
            .QueryAsync<TableEntity>("PartitionKey eq 'health'", maxPerPage: 1, Keys, cancellationToken);
        await foreach (var _ in nothing)
        {
            break;
        }
    }
}
