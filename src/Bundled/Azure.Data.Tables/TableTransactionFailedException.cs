using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>No action of the transaction was done, because one of them was refused.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException?.Status ?? 0,
            requestFailedException?.Message,
            requestFailedException?.ErrorCode,
            requestFailedException?.InnerException)
    {
        ArgumentNullException.ThrowIfNull(requestFailedException);
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        if (Data[TableErrorParser.FailedIndexKey] is string text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            FailedTransactionActionIndex = index;
        }
    }

    /// <summary>Zero-based position of the refused action, when the service named it.</summary>
    public int? FailedTransactionActionIndex { get; }
}
