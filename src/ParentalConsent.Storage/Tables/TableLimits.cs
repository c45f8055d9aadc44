namespace ParentalConsent.Storage.Tables;

/// <summary>Limits of the Table service.</summary>
internal static class TableLimits
{
    public const int PageSize = 1000;

    public const int TransactionSize = 100;
}
