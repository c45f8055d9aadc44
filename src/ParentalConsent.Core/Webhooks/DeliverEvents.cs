using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Webhooks;

/// <summary>
/// Delivers a client's events to its webhook: in order for each registration, at least once. One run at a time for each
/// client; a message that comes meanwhile leaves word. Four calls for up to 50 events, two where there is nothing to deliver.
/// </summary>
public sealed partial class DeliverEvents(
    IWebhookStates states,
    IEventFeed feed,
    IWebhookSender sender,
    TakeAnswer takeAnswer,
    IWorkQueues queues,
    PolicySet policies,
    TimeProvider clock,
    ILogger<DeliverEvents> logger)
{
    private const int MostInARun = 50;
    private const int AtOnce = 8;

    /// <summary>What the host gives a function (host.json): after that the run is over, whatever became of it.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <summary>A message that is due sooner may be the one that is here now.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public async Task ExecuteAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        if (policies.Clients.GetValueOrDefault(message.ClientId) is not { Webhook: not null } client)
        {
            return;
        }

        while (true)
        {
            var stored = await states.FindAsync(client.Id, cancellationToken);
            var now = clock.GetUtcNow();
            if (stored.State.IsBusyAt(now))
            {
                if (await TryLeaveWordAsync(client.Id, stored, now, cancellationToken))
                {
                    return;
                }

                continue;
            }

            var work = await FindWorkAsync(client, stored.State, now, cancellationToken);
            if (work.Events.Count == 0)
            {
                if (await TrySleepAsync(client, stored, work.State, work.More, now, cancellationToken))
                {
                    return;
                }

                continue;
            }

            var run = RegistrationIds.NewMark();
            var busy = work.State with { Run = run, BusyUntil = now + LongestRun, Again = false };
            if (await states.TrySaveAsync(client.Id, stored, busy, cancellationToken) is { } taken)
            {
                await RunAsync(client, taken, work, cancellationToken);
                return;
            }
        }
    }

    /// <summary>The run that is under way looks again at its end; should it have died, a message comes once its time is over.</summary>
    private async Task<bool> TryLeaveWordAsync(string clientId, StoredWebhook stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var end = stored.State.BusyUntil!.Value + TimeSpan.FromSeconds(1);
        var changed = await WakeAsync(clientId, stored.State, end, now, cancellationToken) with { Again = true };
        return changed == stored.State || await states.TrySaveAsync(clientId, stored, changed, cancellationToken) is not null;
    }

    /// <summary>Nothing is due: makes sure that a message comes when something is.</summary>
    private async Task<bool> TrySleepAsync(
        ClientPolicy client, StoredWebhook stored, WebhookState state, bool more, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Paused, and nothing is kept that it could be tried with.
        var schedule = new WebhookSchedule(client);
        var idle = state.ProbeAt <= now ? state with { ProbeAt = now + schedule.ProbeAfter } : state;
        var changed = await WakeAsync(client.Id, idle, idle.NextAt(more, schedule, now), now, cancellationToken);
        return changed == stored.State || await states.TrySaveAsync(client.Id, stored, changed, cancellationToken) is not null;
    }

    /// <summary>Sends a message for <paramref name="next"/>, unless one comes before that will look again.</summary>
    private async Task<WebhookState> WakeAsync(
        string clientId, WebhookState state, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (next is not { } at || (state.WakeAt > now + Soon && state.WakeAt <= at))
        {
            return state;
        }

        await queues.SendAsync(new WebhookMessage(clientId), at > now ? at - now : TimeSpan.Zero, cancellationToken);
        return state with { WakeAt = at };
    }

    /// <summary>Held events that are due, then what follows in the feed.</summary>
    private async Task<Work> FindWorkAsync(ClientPolicy client, WebhookState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = new List<FeedEvent>();
        foreach (var due in state.DueAt(now))
        {
            var found = await feed.ReadAsync(client.Id, due.Sequence - 1, 1, cancellationToken);
            if (found.Events is [var told] && told.Sequence == due.Sequence)
            {
                events.Add(told);
            }
            else
            {
                // Not kept any more.
                state = state.Without(due.Sequence, now);
            }
        }

        var room = state.RoomAt(now, MostInARun, new WebhookSchedule(client));
        var more = true;
        if (room > 0)
        {
            var stretch = await feed.ReadAsync(client.Id, state.Cursor, room, cancellationToken);
            events.AddRange(stretch.Events);
            more = stretch.Head is null;
        }

        return new Work(state, events, more);
    }

    private async Task RunAsync(ClientPolicy client, StoredWebhook taken, Work work, CancellationToken cancellationToken)
    {
        var schedule = new WebhookSchedule(client);
        var state = taken.State;
        var done = 0;
        foreach (var wave in work.Events.Chunk(AtOnce))
        {
            if (done > 0 && !GoesOn(state, wave[0], schedule))
            {
                break;
            }

            state = await DeliverAsync(client, state, wave, cancellationToken);
            done += wave.Length;
        }

        if (state.IsPaused != taken.State.IsPaused)
        {
            Log.Changed(logger, client.Id, state.IsPaused ? "paused" : "resumed", state.LastStatus);
        }

        await EndAsync(client, taken, state, work.More || done < work.Events.Count, cancellationToken);
    }

    /// <summary>Whether more is tried in this run: not once it is paused, asked to wait, or full.</summary>
    private bool GoesOn(WebhookState state, FeedEvent next, WebhookSchedule schedule)
    {
        var now = clock.GetUtcNow();
        return !state.IsPaused && !(state.NotBefore > now) && (next.Sequence <= state.Cursor || state.NewAt(schedule, now) <= now);
    }

    /// <summary>Some events at once, but those of one registration one after the other, up to the first that fails.</summary>
    private async Task<WebhookState> DeliverAsync(ClientPolicy client, WebhookState state, FeedEvent[] wave, CancellationToken cancellationToken)
    {
        // Held ones that are due may go; what follows one that is held may not.
        var before = state;
        var ready = wave.Where(told => told.Sequence <= before.Cursor || !before.Holds(told.Event.RegistrationId));
        var answers = await Task.WhenAll(ready.GroupBy(told => told.Event.RegistrationId).Select(
            async group =>
            {
                var given = new List<(FeedEvent Told, WebhookAnswer Answer)>();
                foreach (var told in group)
                {
                    var answer = await sender.SendAsync(client, told, cancellationToken);
                    given.Add((told, await takeAnswer.ExecuteAsync(client, told, answer, cancellationToken)));
                    if (given[^1].Answer is not WebhookAnswer.Done)
                    {
                        break;
                    }
                }

                return given;
            }));
        var now = clock.GetUtcNow();
        var all = answers.SelectMany(given => given).ToList();

        // What went through first: a refusal of all else at the same moment must not be taken back by it.
        foreach (var (told, answer) in all.OrderBy(given => given.Answer is not WebhookAnswer.Done).ThenBy(given => given.Told.Sequence))
        {
            state = After(client, state, told, answer, now);
        }

        var tried = all.Select(given => given.Told.Sequence).ToHashSet();
        foreach (var told in wave.Where(told => told.Sequence > before.Cursor && !tried.Contains(told.Sequence)))
        {
            state = state.HeldBack(told.Sequence, told.Event.RegistrationId, now);
        }

        return wave.Aggregate(state, (seen, told) => seen.Seen(told.Sequence));
    }

    private WebhookState After(ClientPolicy client, WebhookState state, FeedEvent told, WebhookAnswer answer, DateTimeOffset now)
    {
        var registration = told.Event.RegistrationId;
        if (answer is not WebhookAnswer.Done)
        {
            Log.NotDelivered(logger, told.Event.Id, client.Id, answer.Status);
        }

        var schedule = new WebhookSchedule(client);
        return answer switch
        {
            WebhookAnswer.Done => state.Delivered(told.Sequence, answer.Status, now),
            WebhookAnswer.Gone => state.Gone(told.Sequence, registration, answer.Status, now),
            WebhookAnswer.Failed failed => state.Failed(
                told.Sequence,
                registration,
                answer.Status,
                schedule.DelayAfter(
                    state.TriesOf(told.Sequence) + 1, now - state.TriedSince(told.Sequence, now), RandomNumberGenerator.GetInt32(1001) / 1000.0),
                failed.RetryAfter,
                schedule,
                now),
            _ => throw new InvalidOperationException("An answer of a receiver that nobody handles."),
        };
    }

    /// <summary>Saves how far it came and lets others go on. A message for later is sent before, one for now after: cut off in between, this one comes again.</summary>
    private async Task EndAsync(ClientPolicy client, StoredWebhook taken, WebhookState state, bool more, CancellationToken cancellationToken)
    {
        for (var current = taken; ;)
        {
            var now = clock.GetUtcNow();
            var next = current.State.Again ? now : state.NextAt(more, new WebhookSchedule(client), now);
            var ended = state with { Run = null, BusyUntil = null, Again = false, WakeAt = current.State.WakeAt };
            if (next > now)
            {
                ended = await WakeAsync(client.Id, ended, next, now, cancellationToken);
            }

            if (await states.TrySaveAsync(client.Id, current, ended, cancellationToken) is not null)
            {
                if (next <= now)
                {
                    await queues.SendAsync(new WebhookMessage(client.Id), TimeSpan.Zero, cancellationToken);
                }

                return;
            }

            current = await states.FindAsync(client.Id, cancellationToken);
            if (current.State.Run != taken.State.Run)
            {
                // It took so long that another run has begun, which delivers these events again.
                return;
            }
        }
    }

    /// <param name="State">Without what is not kept any more.</param>
    /// <param name="More">The feed has events beyond these, or was not looked at.</param>
    private sealed record Work(WebhookState State, IReadOnlyList<FeedEvent> Events, bool More);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The event {EventId} could not be delivered to {ClientId}: {Status}", EventName = "WebhookFailed")]
        public static partial void NotDelivered(ILogger logger, string eventId, string clientId, string status);

        [LoggerMessage(2, LogLevel.Warning, "The webhook of {ClientId} is {State}: {Status}", EventName = "WebhookChanged")]
        public static partial void Changed(ILogger logger, string clientId, string state, string? status);
    }
}
