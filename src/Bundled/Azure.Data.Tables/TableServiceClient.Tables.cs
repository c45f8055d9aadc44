using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Paging;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableServiceClient
{
    private static readonly int[] Found = [200];

    /// <exception cref="RequestFailedException">Also when the table is there already.</exception>
    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        TableLife.Create(connection, tableName, cancellationToken);

    /// <inheritdoc cref="CreateTable"/>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableLife.CreateAsync(connection, tableName, cancellationToken);

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        TableLife.CreateIfNotExists(connection, tableName, cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        TableLife.CreateIfNotExistsAsync(connection, tableName, cancellationToken);

    /// <summary>Answers with status 404, and does not throw, when there is no such table.</summary>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        TableLife.Delete(connection, tableName, cancellationToken);

    /// <inheritdoc cref="DeleteTable"/>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableLife.DeleteAsync(connection, tableName, cancellationToken);

    /// <param name="filter">An OData filter on <c>TableName</c>; none for every table.</param>
    /// <param name="maxPerPage">The size of a page, not of the whole.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Pageable<TableItem> Query(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePageable<TableItem>(Pages(filter, cancellationToken), maxPerPage);

    public virtual Pageable<TableItem> Query(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="Query(string, int?, CancellationToken)"/>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncTablePageable<TableItem>(Pages(filter, cancellationToken), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    private PageReader<TableItem> Pages(string filter, CancellationToken cancellationToken) => new(
        (next, pageSize) => connection.CreateMessage(new TableOperation(RequestMethod.Get, TableAddress.WithQuery(
            TableAddress.Tables,
            ("$filter", filter),
            ("$top", pageSize?.ToString(CultureInfo.InvariantCulture)),
            ("NextTableName", next)))),
        message => connection.Send(message, Found, cancellationToken),
        message => connection.SendAsync(message, Found, cancellationToken),
        response => Page<TableItem>.FromValues(
            ReadTables(response),
            response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next) ? next : null,
            response));

    private static List<TableItem> ReadTables(Response response)
    {
        using var document = JsonDocument.Parse(response.Content);
        return
        [
            .. document.RootElement.GetProperty("value").EnumerateArray()
                .Select(table => new TableItem(table.GetProperty("TableName").GetString())),
        ];
    }
}
