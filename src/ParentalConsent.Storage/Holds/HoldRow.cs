using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Holds;

namespace ParentalConsent.Storage.Holds;

/// <summary>Table <c>holds</c>: one partition, <c>0</c>, row key the hold's id.</summary>
internal sealed record HoldRow : ITableEntity
{
    public const string Partition = "0";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public string DeletionId { get; set; } = "";

    public string RegistrationId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string Reason { get; set; } = "";

    public string By { get; set; } = "";

    public DateTimeOffset SetAt { get; set; }

    public DateTimeOffset Until { get; set; }

    public string State { get; set; } = "";

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? EndReason { get; set; }

    public bool Logged { get; set; }

    public static HoldRow From(Hold hold) => new()
    {
        RowKey = hold.Id,
        DeletionId = hold.DeletionId,
        RegistrationId = hold.RegistrationId,
        ClientId = hold.ClientId,
        Reason = hold.Reason,
        By = hold.By,
        SetAt = hold.SetAt,
        Until = hold.Until,
        State = hold.State.ToString(),
        EndedAt = hold.EndedAt,
        EndedBy = hold.EndedBy,
        EndReason = hold.EndReason,
        Logged = hold.Logged,
    };

    public Hold ToHold() => new(
        RowKey, DeletionId, RegistrationId, ClientId, Reason, By, SetAt, Until, Enum.Parse<HoldState>(State), EndedAt, EndedBy, EndReason, Logged);

    /// <summary>Without reasons and names, so that no log or trace can have them.</summary>
    public override string ToString() => $"{nameof(HoldRow)} {RowKey}";
}
