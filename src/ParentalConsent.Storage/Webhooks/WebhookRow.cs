using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Webhooks;

namespace ParentalConsent.Storage.Webhooks;

/// <summary>Table <c>webhooks</c>, partition the client's id, row <c>webhook</c>: how far its deliveries have come.</summary>
internal sealed record WebhookRow : ITableEntity
{
    public const string Key = "webhook";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    public long Cursor { get; set; }

    public string Held { get; set; } = "[]";

    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public string? LastStatus { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    public DateTimeOffset? ProbeAt { get; set; }

    public int GivenUp { get; set; }

    public string? Run { get; set; }

    public DateTimeOffset? BusyUntil { get; set; }

    public bool Again { get; set; }

    public DateTimeOffset? WakeAt { get; set; }

    public static WebhookRow From(string clientId, WebhookState state) => new()
    {
        PartitionKey = clientId,
        Cursor = state.Cursor,
        Held = JsonSerializer.Serialize(state.Held, StorageJson.Default.IReadOnlyListHeldEvent),
        NotBefore = state.NotBefore,
        FailingSince = state.FailingSince,
        LastSuccessAt = state.LastSuccessAt,
        LastStatus = state.LastStatus,
        PausedAt = state.PausedAt,
        ProbeAt = state.ProbeAt,
        GivenUp = state.GivenUp,
        Run = state.Run,
        BusyUntil = state.BusyUntil,
        Again = state.Again,
        WakeAt = state.WakeAt,
    };

    public WebhookState ToState() => new()
    {
        Cursor = Cursor,
        Held = JsonSerializer.Deserialize(Held, StorageJson.Default.IReadOnlyListHeldEvent) ?? [],
        NotBefore = NotBefore,
        FailingSince = FailingSince,
        LastSuccessAt = LastSuccessAt,
        LastStatus = LastStatus,
        PausedAt = PausedAt,
        ProbeAt = ProbeAt,
        GivenUp = GivenUp,
        Run = Run,
        BusyUntil = BusyUntil,
        Again = Again,
        WakeAt = WakeAt,
    };
}
