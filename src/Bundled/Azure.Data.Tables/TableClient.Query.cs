using System.Globalization;
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Paging;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Asks for pages as they are read, up to 1,000 entities each. A page may be empty and not be the last.</summary>
    /// <param name="filter">An OData filter; none for every entity.</param>
    /// <param name="maxPerPage">The size of a page, not of the whole.</param>
    /// <param name="select">The properties to read; none for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Pageable<T> Query<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TablePageable<T>(EntityPages<T>(filter, select, cancellationToken), maxPerPage);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new AsyncTablePageable<T>(EntityPages<T>(filter, select, cancellationToken), maxPerPage, cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(FilterExpression.Translate(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(FilterExpression.Translate(filter), maxPerPage, select, cancellationToken);

    private PageReader<T> EntityPages<T>(string filter, IEnumerable<string> select, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var properties = Joined(select);
        return new PageReader<T>(
            (token, pageSize) => QueryMessage(filter, properties, token, pageSize),
            message => connection.Send(message, Found, cancellationToken),
            message => connection.SendAsync(message, Found, cancellationToken),
            response => Page<T>.FromValues(EntityReader.ReadPage<T>(response), EntityContinuation.TokenOf(response), response));
    }

    private HttpMessage QueryMessage(string filter, string select, string token, int? pageSize)
    {
        var (nextPartitionKey, nextRowKey) = EntityContinuation.Parse(token);
        return connection.CreateMessage(new TableOperation(RequestMethod.Get, TableAddress.WithQuery(
            $"{Name}()",
            ("$filter", filter),
            ("$select", select),
            ("$top", pageSize?.ToString(CultureInfo.InvariantCulture)),
            ("NextPartitionKey", nextPartitionKey),
            ("NextRowKey", nextRowKey))));
    }
}
