using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>Creating and deleting tables, for both clients.</summary>
internal static class TableLife
{
    private static readonly int[] Created = [201, 204];
    private static readonly int[] CreatedOrConflict = [201, 204, 409];
    private static readonly int[] DeletedOrMissing = [204, 404];

    public static Response<TableItem> Create(TableConnection connection, string table, CancellationToken cancellationToken) =>
        ItemOf(table, connection.Send(CreateMessage(connection, table), Created, cancellationToken));

    public static async Task<Response<TableItem>> CreateAsync(
        TableConnection connection, string table, CancellationToken cancellationToken) =>
        ItemOf(table, await connection.SendAsync(CreateMessage(connection, table), Created, cancellationToken).ConfigureAwait(false));

    public static Response<TableItem> CreateIfNotExists(
        TableConnection connection, string table, CancellationToken cancellationToken) =>
        ItemOf(table, ThereAlready(connection.Send(CreateMessage(connection, table), CreatedOrConflict, cancellationToken)));

    public static async Task<Response<TableItem>> CreateIfNotExistsAsync(
        TableConnection connection, string table, CancellationToken cancellationToken)
    {
        var message = CreateMessage(connection, table);
        return ItemOf(table, ThereAlready(await connection.SendAsync(message, CreatedOrConflict, cancellationToken).ConfigureAwait(false)));
    }

    public static Response Delete(TableConnection connection, string table, CancellationToken cancellationToken) =>
        connection.Send(DeleteMessage(connection, table), DeletedOrMissing, cancellationToken);

    public static Task<Response> DeleteAsync(TableConnection connection, string table, CancellationToken cancellationToken) =>
        connection.SendAsync(DeleteMessage(connection, table), DeletedOrMissing, cancellationToken);

    private static HttpMessage CreateMessage(TableConnection connection, string table)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        return connection.CreateMessage(new TableOperation(RequestMethod.Post, TableAddress.Tables)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table }),
        });
    }

    private static HttpMessage DeleteMessage(TableConnection connection, string table)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        return connection.CreateMessage(new TableOperation(RequestMethod.Delete, TableAddress.Table(table)));
    }

    /// <summary>A conflict can also mean that a table of this name is still being deleted; that is a failure.</summary>
    private static Response ThereAlready(Response response)
    {
        if (response.Status != 409)
        {
            return response;
        }

        var failure = TableConnection.Failure(response);
        return failure.ErrorCode == TableErrorCode.TableAlreadyExists ? response : throw failure;
    }

    private static Response<TableItem> ItemOf(string table, Response response) => Response.FromValue(new TableItem(table), response);
}
