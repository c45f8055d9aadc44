using Azure.Core;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Protocol;

/// <summary>One request to a table, to be sent alone or inside a transaction.</summary>
internal sealed record TableOperation(RequestMethod Method, string Resource)
{
    /// <summary>JSON in UTF-8, or nothing.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public ETag IfMatch { get; init; }

    public static TableOperation Add(string table, ITableEntity entity) =>
        new(RequestMethod.Post, table) { Body = EntityWriter.Write(entity) };

    /// <param name="table">The table's name.</param>
    /// <param name="entity">What to store.</param>
    /// <param name="mode">Whether properties that are not sent are kept.</param>
    /// <param name="ifMatch">The version asked for; none means insert or update, whatever is there.</param>
    public static TableOperation Update(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch = default)
    {
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        return new TableOperation(method, TableAddress.Entity(table, entity.PartitionKey, entity.RowKey))
        {
            Body = EntityWriter.Write(entity),
            IfMatch = ifMatch,
        };
    }

    public static TableOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, TableAddress.Entity(table, partitionKey, rowKey))
        {
            IfMatch = ifMatch == default ? ETag.All : ifMatch,
        };

    public static TableOperation Of(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Add(table, action.Entity),
        TableTransactionActionType.UpdateMerge => Update(table, action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Update(table, action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.UpsertMerge => Update(table, action.Entity, TableUpdateMode.Merge),
        TableTransactionActionType.UpsertReplace => Update(table, action.Entity, TableUpdateMode.Replace),
        TableTransactionActionType.Delete => Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        _ => throw new InvalidOperationException($"Unknown action type {action.ActionType}."),
    };

    public IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("Accept", "application/json;odata=minimalmetadata");
        yield return ("DataServiceVersion", "3.0");
        if (!Body.IsEmpty)
        {
            yield return ("Content-Type", "application/json");
        }

        if (Method == RequestMethod.Post)
        {
            yield return ("Prefer", "return-no-content");
        }

        if (IfMatch != default)
        {
            yield return ("If-Match", IfMatch.ToString());
        }
    }
}
