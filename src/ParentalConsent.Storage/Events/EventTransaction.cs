using Azure.Data.Tables;
using ParentalConsent.Core.Events;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Events;

/// <summary>The rows that events are, as many as one transaction can hold beside the head.</summary>
internal static class EventTransaction
{
    /// <summary>Events that fit into one transaction each; no registration is divided, unless by what was appended apart.</summary>
    public static IEnumerable<IReadOnlyList<ClientEvent>> Parts(IReadOnlyList<ClientEvent> events)
    {
        var part = new List<ClientEvent>();
        foreach (var happened in InTime(events).GroupBy(happened => (happened.RegistrationId, happened.Attempt)))
        {
            if (RowsOf([.. part, .. happened]) > TableLimits.TransactionSize - 1)
            {
                yield return part;
                part = [];
            }

            part.AddRange(happened);
        }

        yield return part;
    }

    public static IEnumerable<TableTransactionAction> Of(string clientId, IReadOnlyList<FeedEvent> told, DateTimeOffset now) =>
    [
        .. told.Select(one => new TableTransactionAction(TableTransactionActionType.Add, EventRow.From(one, now))),
        .. told.Select(one => new TableTransactionAction(TableTransactionActionType.Add, EventMarkRow.From(clientId, one.Event.Id))),
        .. Overtaken([.. told.Select(one => one.Event)])
            .Select(id => new TableTransactionAction(TableTransactionActionType.UpsertReplace, EventMarkRow.From(clientId, id))),
        .. Comings(told.Select(one => one.Event))
            .Select(coming => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ComingOfAgeRow.From(coming))),
    ];

    /// <summary>Each once, without what comes after an event that overtook it: several workers may have asked at the same time.</summary>
    private static IEnumerable<ClientEvent> InTime(IReadOnlyList<ClientEvent> events)
    {
        var marked = new HashSet<string>();
        foreach (var happened in events.Where(happened => marked.Add(happened.Id)))
        {
            marked.UnionWith(happened.Overtakes);
            yield return happened;
        }
    }

    private static int RowsOf(List<ClientEvent> events) => (2 * events.Count) + Overtaken(events).Count() + Comings(events).Count();

    private static IEnumerable<ComingOfAge> Comings(IEnumerable<ClientEvent> events) =>
        events.Where(told => told.ComesOfAgeIn is not null)
            .Select(told => new ComingOfAge(told.ClientId, told.RegistrationId, told.Attempt, told.ComesOfAgeIn!));

    /// <summary>What comes too late from now on, but for what is told at the same time.</summary>
    private static IEnumerable<string> Overtaken(IReadOnlyList<ClientEvent> events) =>
        events.SelectMany(happened => happened.Overtakes).Distinct().Except(events.Select(happened => happened.Id));
}
