using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>The tables of an account. Safe to share between threads. Members are virtual, so that tests can replace them.</summary>
public partial class TableServiceClient
{
    private readonly TableConnection connection;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(TableConnection.Open(connectionString, options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(TableConnection.Open(endpoint, credential, options))
    {
    }

    /// <param name="endpoint">The account's table endpoint; HTTPS.</param>
    /// <param name="tokenCredential">Whose tokens are sent.</param>
    /// <param name="options">The client's options, or none.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, tokenCredential, options))
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, credential, options))
    {
    }

    /// <param name="endpoint">The account's table endpoint, with a shared access signature as its query.</param>
    /// <param name="options">The client's options, or none.</param>
    public TableServiceClient(Uri endpoint, TableClientOptions options = null)
        : this(TableConnection.OpenSigned(endpoint, options))
    {
    }

    private TableServiceClient(TableConnection connection)
    {
        this.connection = connection;
        Uri = connection.Endpoint;
        AccountName = connection.AccountName;
    }

    public virtual string AccountName { get; }

    public virtual Uri Uri { get; }

    /// <summary>Values in the interpolated string become quoted and escaped literals.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Interpolate(filter);

    /// <exception cref="NotSupportedException">The service has no such filter.</exception>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterExpression.Translate(filter);

    /// <summary>Shares this client's connection; asks nothing of the service.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);
}
