using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <exception cref="RequestFailedException">Also when the table is there already.</exception>
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        TableLife.Create(connection, Name, cancellationToken);

    /// <inheritdoc cref="Create"/>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableLife.CreateAsync(connection, Name, cancellationToken);

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        TableLife.CreateIfNotExists(connection, Name, cancellationToken);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableLife.CreateIfNotExistsAsync(connection, Name, cancellationToken);

    /// <summary>Answers with status 404, and does not throw, when there is no such table.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        TableLife.Delete(connection, Name, cancellationToken);

    /// <inheritdoc cref="Delete"/>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableLife.DeleteAsync(connection, Name, cancellationToken);
}
