using System.Globalization;
using ParentalConsent.Core.Overviews;

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
        var concerns = new List<string>();
        if (overview.Deadlines is { Overdue: > 0, OldestDue: { } oldest } && overview.At - oldest > OverdueGrace)
        {
            concerns.Add(Say($"{Count(overview.Deadlines.Overdue, "registration is", "registrations are")} overdue for deletion, the oldest for {Span(overview.At - oldest)}"));
        }

        concerns.AddRange(overview.Queues.Where(queue => queue.Poison > 0).Select(queue =>
            Say($"{Count(queue.Poison, "message was", "messages were")} given up on in the queue {queue.Queue}")));

        var stuck = overview.MailFailures.Count(failure => !failure.Final && failure.Tries >= ManyTries && overview.At - failure.At < TimeSpan.FromDays(1));
        if (stuck > 0)
        {
            concerns.Add(Say($"{Count(stuck, "mail is", "mails are")} not getting through to the mail server"));
        }

        return concerns;
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
