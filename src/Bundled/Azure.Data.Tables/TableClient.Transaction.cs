using Azure.Core;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Transactions;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private static readonly int[] BatchAnswered = [202];

    /// <summary>Does all actions or none. They share one PartitionKey, name each entity once, and are at most 100 and 4 MiB.</summary>
    /// <exception cref="TableTransactionFailedException">An action was refused.</exception>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        TransactionAnswer.Read(connection.Send(TransactionMessage(transactionActions), BatchAnswered, cancellationToken));

    /// <inheritdoc cref="SubmitTransaction"/>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var message = TransactionMessage(transactionActions);
        return TransactionAnswer.Read(await connection.SendAsync(message, BatchAnswered, cancellationToken).ConfigureAwait(false));
    }

    private HttpMessage TransactionMessage(IEnumerable<TableTransactionAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var operations = new List<TableOperation>();
        foreach (var action in actions)
        {
            CheckKeys(action.Entity);
            operations.Add(TableOperation.Of(Name, action));
        }

        return operations.Count == 0
            ? throw new InvalidOperationException("A transaction needs at least one action.")
            : TransactionBody.CreateMessage(connection, operations);
    }
}
