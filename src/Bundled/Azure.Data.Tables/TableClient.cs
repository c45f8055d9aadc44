using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>One table. Safe to share between threads. Members are virtual, so that tests can replace them.</summary>
public partial class TableClient
{
    private readonly TableConnection connection;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableConnection.Open(connectionString, options), tableName)
    {
    }

    /// <param name="endpoint">The account's table endpoint, without the table.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="credential">The account's name and key.</param>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, credential, options), tableName)
    {
    }

    /// <param name="endpoint">The account's table endpoint, without the table; HTTPS.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="tokenCredential">Whose tokens are sent.</param>
    /// <param name="options">The client's options, or none.</param>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <param name="endpoint">The address of the table itself.</param>
    /// <param name="credential">A signature that is added to every request.</param>
    /// <param name="options">The client's options, or none.</param>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(TableConnection.Open(TableAddress.SplitTable(endpoint).Endpoint, credential, options), TableAddress.SplitTable(endpoint).Table)
    {
    }

    /// <param name="endpoint">The address of the table itself, with a shared access signature as its query.</param>
    /// <param name="options">The client's options, or none.</param>
    public TableClient(Uri endpoint, TableClientOptions options = null)
        : this(TableConnection.OpenSigned(TableAddress.SplitTable(endpoint).Endpoint, options), TableAddress.SplitTable(endpoint).Table)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.connection = connection;
        Name = tableName;
        Uri = connection.AddressOf(tableName);
        AccountName = connection.AccountName;
    }

    public virtual string AccountName { get; }

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    /// <summary>Values in the interpolated string become quoted and escaped literals.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Interpolate(filter);

    /// <exception cref="NotSupportedException">The service has no such filter.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterExpression.Translate(filter);
}
