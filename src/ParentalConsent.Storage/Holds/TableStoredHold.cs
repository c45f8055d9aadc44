using Azure;
using ParentalConsent.Core.Holds;

namespace ParentalConsent.Storage.Holds;

internal sealed class TableStoredHold(HoldRow row) : StoredHold(row.ToHold())
{
    public ETag Version { get; } = row.ETag;
}
