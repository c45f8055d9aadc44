using System.Globalization;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Pages.Console;

/// <summary>What in an overview needs a person. A wrong address does not: its registration ends by itself.</summary>
public static class OverviewStatus
{
    /// <summary>What is due waits for the next sweep and its turn in the queue; longer than this it should not.</summary>
    public static readonly TimeSpan OverdueGrace = TimeSpan.FromMinutes(15);

    /// <summary>A mail that failed so often says that the mail server is in trouble.</summary>
    private const int ManyTries = 3;

    /// <summary>In plain words, worst first; empty where all is good.</summary>
    public static IReadOnlyList<string> Concerns(Overview overview)
    {
        var concerns = new List<string>(DeletionConcerns(overview.Watch.Deletion));
        if (overview.Deadlines is { Overdue: > 0, OldestDue: { } oldest } && overview.At - oldest > OverdueGrace)
        {
            concerns.Add(Say($"{Count(overview.Deadlines.Overdue, "registration is", "registrations are")} overdue for deletion, the oldest for {Span(overview.At - oldest)}"));
        }

        concerns.AddRange(OwedConcerns(overview.Watch.Deletion));
        concerns.AddRange(overview.Watch.Functions.Where(function => function is { IsSilent: true, Function.Queue: not null }).Select(function =>
            Say($"messages in the queue {function.Function.Queue} have waited for {Span(overview.At - function.WaitingSince!.Value)} and none was finished")));
        concerns.AddRange(overview.Watch.Functions
            .Where(function => function is { IsSilent: true, Function.Queue: null } && overview.Watch.Deletion.State is not DeletionState.SweepMissing)
            .Select(function => function.Beat?.FinishedAt is { } finished
                ? Say($"the timer {function.Function.Name} has not finished well for {Span(overview.At - finished)}")
                : Say($"the timer {function.Function.Name} has never finished well")));
        concerns.AddRange(overview.Queues.Where(queue => queue.Poison > 0).Select(queue =>
            Say($"{Count(queue.Poison, "message was", "messages were")} given up on in the queue {queue.Queue}")));

        var stuck = overview.MailFailures.Count(failure => !failure.Final && failure.Tries >= ManyTries && overview.At - failure.At < TimeSpan.FromDays(1));
        if (stuck > 0)
        {
            concerns.Add(Say($"{Count(stuck, "mail is", "mails are")} not getting through to the mail server"));
        }

        return concerns;
    }

    private static IEnumerable<string> DeletionConcerns(DeletionHealth deletion)
    {
        switch (deletion)
        {
            case { State: DeletionState.Stopped }:
                yield return "Deleting by deadline is stopped: more was due in one sweep than is usual, and an operator must say that it is right";
                break;
            case { State: DeletionState.SweepMissing, Sweep.Last.At: var last }:
                yield return Say($"no sweep has finished for {Span(deletion.At - last)}: nothing that falls due is deleted");
                break;
            case { State: DeletionState.SweepMissing }:
                yield return "no sweep has ever finished: nothing that falls due is deleted";
                break;
            case { State: DeletionState.ClockDiffers, Sweep.Last.ClockDifference: { } ours }:
                yield return Say($"our clock is {Span(ours.Duration())} {(ours > TimeSpan.Zero ? "ahead of" : "behind")} the storage service’s: nothing is deleted by the clock before they agree");
                break;
            case { State: DeletionState.DeletesNothing, Sweep: { NothingSettledSince: { } since, Last.StillThere: var lines } }:
                yield return Say($"sweeps hand out what is due and nothing is deleted: {Count(lines, "line", "lines")} for {Span(deletion.At - since)}");
                break;
        }
    }

    private static IEnumerable<string> OwedConcerns(DeletionHealth deletion)
    {
        if (deletion.Owed.OldestCase is { } oldestCase)
        {
            yield return Say($"cases of deletions are not looked at, the oldest for {Span(deletion.At - oldestCase)}");
        }

        if (deletion.Owed.OldestDiscovery is { } oldestDiscovery)
        {
            yield return Say($"lines of a discovery are kept past their day, the oldest for {Span(deletion.At - oldestDiscovery)}");
        }

        if (deletion.Owed.CasesForPerson is > 0 and var waiting)
        {
            yield return Count(waiting, "case of a deletion needs a person", "cases of deletions need a person");
        }
    }

    /// <summary>A span in its largest whole unit.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => Say($"{(int)span.TotalDays} days"),
        { TotalHours: >= 2 } => Say($"{(int)span.TotalHours} hours"),
        { TotalMinutes: >= 2 } => Say($"{(int)span.TotalMinutes} minutes"),
        _ => Say($"{Math.Max(0, (int)span.TotalSeconds)} seconds"),
    };

    private static string Count(int count, string one, string many) => Say($"{count} {(count == 1 ? one : many)}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
