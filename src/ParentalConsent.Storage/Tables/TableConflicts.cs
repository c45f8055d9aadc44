using Azure;

namespace ParentalConsent.Storage.Tables;

/// <summary>Answers of the Table service that say: somebody else was there first.</summary>
internal static class TableConflicts
{
    /// <summary>A row that was to be new exists, one that was read has changed since, or one that was there is gone.</summary>
    public static bool IsConflict(this RequestFailedException answer) =>
        answer is { ErrorCode: "EntityAlreadyExists" } or { Status: 412 } || answer.IsRowMissing();

    public static bool IsRowMissing(this RequestFailedException answer) =>
        answer is { Status: 404, ErrorCode: not "TableNotFound" };
}
