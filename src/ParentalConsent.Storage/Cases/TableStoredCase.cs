using Azure;
using ParentalConsent.Core.Cases;

namespace ParentalConsent.Storage.Cases;

internal sealed class TableStoredCase(CaseRow row) : StoredCase(row.ToCase())
{
    public ETag Version { get; } = row.ETag;
}
