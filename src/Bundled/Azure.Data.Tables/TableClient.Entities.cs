using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private static readonly int[] Found = [200];
    private static readonly int[] FoundOrMissing = [200, 404];
    private static readonly int[] Added = [201, 204];
    private static readonly int[] Written = [204];
    private static readonly int[] DeletedOrMissing = [204, 404];

    /// <exception cref="RequestFailedException">EntityAlreadyExists where the keys are taken.</exception>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        connection.Send(AddMessage(entity), Added, cancellationToken);

    /// <inheritdoc cref="AddEntity"/>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await connection.SendAsync(AddMessage(entity), Added, cancellationToken).ConfigureAwait(false);

    /// <exception cref="RequestFailedException">ResourceNotFound where there is none.</exception>
    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityOf<T>(connection.Send(GetMessage(partitionKey, rowKey, select), Found, cancellationToken));

    /// <inheritdoc cref="GetEntity"/>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityOf<T>(await connection.SendAsync(GetMessage(partitionKey, rowKey, select), Found, cancellationToken).ConfigureAwait(false));

    /// <summary>A missing table counts as a missing entity.</summary>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityIfExists<T>(connection.Send(GetMessage(partitionKey, rowKey, select), FoundOrMissing, cancellationToken));

    /// <inheritdoc cref="GetEntityIfExists"/>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var message = GetMessage(partitionKey, rowKey, select);
        return EntityIfExists<T>(await connection.SendAsync(message, FoundOrMissing, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Inserts or updates, whatever is there.</summary>
    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        connection.Send(UpsertMessage(entity, mode), Written, cancellationToken);

    /// <inheritdoc cref="UpsertEntity"/>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await connection.SendAsync(UpsertMessage(entity, mode), Written, cancellationToken).ConfigureAwait(false);

    /// <param name="entity">The entity, with both keys.</param>
    /// <param name="ifMatch">The version asked for, or <see cref="ETag.All"/>; it cannot be left empty.</param>
    /// <param name="mode">Whether properties that are not sent are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RequestFailedException">UpdateConditionNotSatisfied (412) for another version, ResourceNotFound where there is none.</exception>
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        connection.Send(UpdateMessage(entity, ifMatch, mode), Written, cancellationToken);

    /// <inheritdoc cref="UpdateEntity"/>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await connection.SendAsync(UpdateMessage(entity, ifMatch, mode), Written, cancellationToken).ConfigureAwait(false);

    /// <summary>Answers with status 404, and does not throw, when there is no such entity. Without <paramref name="ifMatch"/> any version goes.</summary>
    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        connection.Send(DeleteMessage(partitionKey, rowKey, ifMatch), DeletedOrMissing, cancellationToken);

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await connection.SendAsync(DeleteMessage(partitionKey, rowKey, ifMatch), DeletedOrMissing, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        CheckKeys(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual async Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        CheckKeys(entity);
        return await DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken).ConfigureAwait(false);
    }

    private HttpMessage AddMessage(ITableEntity entity)
    {
        CheckKeys(entity);
        return connection.CreateMessage(TableOperation.Add(Name, entity));
    }

    private HttpMessage GetMessage(string partitionKey, string rowKey, IEnumerable<string> select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var entity = TableAddress.Entity(Name, partitionKey, rowKey);
        return connection.CreateMessage(
            new TableOperation(RequestMethod.Get, TableAddress.WithQuery(entity, ("$select", Joined(select)))));
    }

    private HttpMessage UpsertMessage(ITableEntity entity, TableUpdateMode mode)
    {
        CheckKeys(entity);
        return connection.CreateMessage(TableOperation.Update(Name, entity, mode));
    }

    private HttpMessage UpdateMessage(ITableEntity entity, ETag ifMatch, TableUpdateMode mode)
    {
        CheckKeys(entity);
        return ifMatch == default
            ? throw new ArgumentException("Value cannot be empty.", nameof(ifMatch))
            : connection.CreateMessage(TableOperation.Update(Name, entity, mode, ifMatch));
    }

    private HttpMessage DeleteMessage(string partitionKey, string rowKey, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return connection.CreateMessage(TableOperation.Delete(Name, partitionKey, rowKey, ifMatch));
    }

    private static void CheckKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
    }

    private static Response<T> EntityOf<T>(Response response)
        where T : class, ITableEntity =>
        Response.FromValue(EntityReader.Read<T>(response), response);

    private static NullableResponse<T> EntityIfExists<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 404 ? new NoEntity<T>(response) : EntityOf<T>(response);

    private static string Joined(IEnumerable<string> select) => select is null ? null : string.Join(',', select);
}
