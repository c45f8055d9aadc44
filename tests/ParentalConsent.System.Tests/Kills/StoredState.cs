using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Storage.Queues;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.SystemTests.Kills;

/// <summary>All that is stored, read past the app.</summary>
/// <param name="Registrations">By id.</param>
/// <param name="Beside">Rows of held data and history, by registration id.</param>
/// <param name="Deadlines">Lines of the deadline index.</param>
/// <param name="Logged">Registration ids in the deletion log, in order of each shard.</param>
/// <param name="Poison">Messages that were given up on.</param>
public sealed record StoredState(
    IReadOnlyDictionary<string, TableEntity> Registrations,
    ILookup<string, TableEntity> Beside,
    IReadOnlyList<DeadlineEntry> Deadlines,
    IReadOnlyList<string> Logged,
    IReadOnlyList<string> Poison)
{
    private static readonly string[] Left =
    [
        "Schema", "Write", "ClientId", "Attempt", "State", "CreatedAt", "Deadline", "Purposes", "GrantedPurposes", "NoticeVersion",
        "HoldsData", "DataParts", "MailRequests", "MailTurn", "MailTries", "MailBounced", "DecidedAt", "DecisionId", "DeletionReason", "DeletedAt",
        "HistoryLength", "HistoryRows", "NoticeHash", "Method", "NeededAssurance", "AddressMark", "AddressChanges", "MailShared", "SubjectDecides",
        "MailResends", "MailResent", "Step", "FurtherSteps", "Ordered", "DeletedInSteps",

        // There, and empty.
        "Signals",
    ];

    public static async Task<StoredState> ReadAsync(string connectionString)
    {
        var service = new TableServiceClient(connectionString);
        var rows = await RowsAsync(service, TableNames.Registrations);
        var log = await RowsAsync(service, TableNames.DeletionLog);
        return new StoredState(
            rows.Where(row => row.RowKey == "registration").ToDictionary(row => row.PartitionKey),
            rows.Where(row => row.RowKey != "registration").ToLookup(row => row.PartitionKey),
            [.. (await RowsAsync(service, TableNames.Deadlines)).Select(row => DeadlineEntry.TryParse(row.RowKey, out var entry) ? entry : null).OfType<DeadlineEntry>()],
            [.. log.Where(row => row.RowKey.StartsWith("batch-", StringComparison.Ordinal)).SelectMany(RegistrationsIn)],
            await PoisonAsync(connectionString));
    }

    public string StateOf(string registrationId) => Registrations[registrationId].GetString("State");

    /// <summary>
    /// Lines that a registration as it stands calls its own. Any other is of a try that was cut off before it was committed,
    /// or of an earlier deadline: it goes when it falls due.
    /// </summary>
    public IEnumerable<DeadlineEntry> LiveDeadlines => Deadlines.Where(
        entry => Registrations.TryGetValue(entry.RegistrationId, out var row)
            && row.GetString("Attempt") == entry.Attempt
            && row.GetDateTimeOffset("Deadline") == entry.Due);

    /// <summary>Names of columns of a deleted registration that should be gone, and are not.</summary>
    public static IEnumerable<string> RestOf(TableEntity deleted) => deleted
        .Where(cell => cell.Value is not null && cell.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
        .Select(cell => cell.Key).Except(Left);

    private static IEnumerable<string> RegistrationsIn(TableEntity batch) => Encoding.UTF8.GetString(batch.GetBinary("Entries"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement.TryGetProperty("registrationId", out var id) ? id.GetString() : null)
        .OfType<string>();

    private static async Task<List<TableEntity>> RowsAsync(TableServiceClient service, string table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in service.GetTableClient(table).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<List<string>> PoisonAsync(string connectionString)
    {
        var messages = new List<string>();
        foreach (var name in QueueNames.All)
        {
            var queue = new QueueClient(connectionString, QueueNames.PoisonOf(name));
            if (await queue.ExistsAsync())
            {
                messages.AddRange((await queue.PeekMessagesAsync(32)).Value.Select(message => $"{name}: {message.Body}"));
            }
        }

        return messages;
    }
}
