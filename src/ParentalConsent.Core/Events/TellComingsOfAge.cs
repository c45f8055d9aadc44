using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Watch;

namespace ParentalConsent.Core.Events;

/// <summary>
/// Tells clients which subjects have come of age, and comes again when the others do. Nobody is forgotten: whoever was not told,
/// and is still to be, stays put down for the next month. One read for each, and one append for all of a message.
/// </summary>
public sealed class TellComingsOfAge(
    IRegistrationStore store, IComingsOfAge comings, IWorkQueues queues, EmitEvents emit, StorageTime time, TimeProvider clock)
{
    /// <summary>What the queue delays at most.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(6);

    /// <summary>Until clocks agree: a birthday is told by a clock that is right.</summary>
    private static readonly TimeSpan WaitForClock = TimeSpan.FromHours(1);

    public async Task ExecuteAsync(ComingOfAgeMessage message, CancellationToken cancellationToken)
    {
        var (told, done) = (new List<ClientEvent>(), new List<ComingOfAge>());
        var later = new List<(TimeSpan Wait, string Entry)>();
        var failed = new List<string>();
        foreach (var text in message.Entries)
        {
            if (!ComingOfAge.TryParse(message.ClientId, text, out var coming))
            {
                throw new FormatException("A message about comings of age names something that is none.");
            }

            try
            {
                var registration = (await store.FindAsync(coming.RegistrationId, cancellationToken))?.Registration;
                switch (Look(registration, coming, clock.GetUtcNow()))
                {
                    case Found.Nobody:
                        done.Add(coming);
                        break;
                    case Found.OfAge ofAge:
                        told.Add(ofAge.Event);
                        done.Add(coming);
                        break;
                    case Found.NotYet notYet:
                        later.Add((notYet.Wait, text));
                        break;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException && message.Entries.Count > 1)
            {
                // By itself it fails for itself.
                failed.Add(text);
            }
        }

        if (told.Count > 0)
        {
            await emit.ExecuteAsync(told, cancellationToken);
        }

        if (done.Count > 0)
        {
            await comings.RemoveAsync(done, cancellationToken);
        }

        foreach (var together in later.GroupBy(one => one.Wait, one => one.Entry))
        {
            await queues.SendAsync(message with { Entries = [.. together] }, together.Key, cancellationToken);
        }

        foreach (var entry in failed)
        {
            await queues.SendAsync(message with { Entries = [entry] }, TimeSpan.Zero, cancellationToken);
        }
    }

    private Found Look(Registration? registration, ComingOfAge coming, DateTimeOffset now) => registration switch
    {
        { Attempt: var attempt, State: RegistrationState.Granted } when attempt == coming.Attempt => registration.Details switch
        {
            null => new Found.Sealed(),
            { OfAgeAt: null } => new Found.Nobody(),
            _ when time.Difference is not null => new Found.NotYet(WaitForClock),
            { OfAgeAt: { } at } when at > now => new Found.NotYet(WaitFor(at - now)),
            { OfAgeAt: { } at } => new Found.OfAge(ClientEvents.OfAge(registration, at)),
        },
        _ => new Found.Nobody(),
    };

    /// <summary>Rounded up to the minute, so that one message brings back all who have the same birthday.</summary>
    private static TimeSpan WaitFor(TimeSpan rest) =>
        rest > LongestWait ? LongestWait : TimeSpan.FromMinutes(Math.Ceiling(rest.TotalMinutes));

    private abstract record Found
    {
        /// <summary>The consent has ended, or the subject has decided for themselves: there is nothing to tell.</summary>
        public sealed record Nobody : Found;

        public sealed record OfAge(ClientEvent Event) : Found;

        public sealed record NotYet(TimeSpan Wait) : Found;

        /// <summary>With a key that is not in force: looked at again next month.</summary>
        public sealed record Sealed : Found;
    }
}
