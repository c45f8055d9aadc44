using Azure;
using ParentalConsent.Core.Cases;

namespace ParentalConsent.Storage.Cases;

internal sealed class TableStoredCase(CaseRow row, string? subjectId) : StoredCase(row.ToCase(subjectId))
{
    public ETag Version { get; } = row.ETag;
}
