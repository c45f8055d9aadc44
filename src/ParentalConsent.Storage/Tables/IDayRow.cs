using Azure.Data.Tables;

namespace ParentalConsent.Storage.Tables;

/// <summary>A row of a table that is kept by day: its partition is <c>yyyyMMdd</c> in UTC.</summary>
internal interface IDayRow : ITableEntity
{
    DateTimeOffset At { get; }
}
