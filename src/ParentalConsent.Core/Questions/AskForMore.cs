using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Questions;

/// <param name="Purposes">The client's, in its order, each once.</param>
public sealed record AskForMoreCommand(ClientPolicy Client, string RegistrationId, IReadOnlyList<string> Purposes);

public abstract record AskForMoreResult
{
    private AskForMoreResult()
    {
    }

    /// <summary>The guardians are asked; what was asked before and waited is not asked any more.</summary>
    public sealed record Asked(Registration Registration) : AskForMoreResult;

    /// <summary>They are asked this already, perhaps by this same call, whose answer was lost.</summary>
    public sealed record Unchanged(Registration Registration) : AskForMoreResult;

    /// <param name="Purposes">Those that are granted already.</param>
    public sealed record AlreadyGranted(IReadOnlyList<string> Purposes) : AskForMoreResult;

    public sealed record NotFound : AskForMoreResult;

    /// <summary>There is no consent yet to add to.</summary>
    public sealed record NotGranted : AskForMoreResult;

    /// <summary>It ended: there is no consent to add to.</summary>
    public sealed record Over : AskForMoreResult;

    /// <summary>The subject is of age: they decide, and no guardian.</summary>
    public sealed record OfAge : AskForMoreResult;

    /// <summary>The client has no method that the law of the subject's country lets count.</summary>
    public sealed record NoMethodForCountry : AskForMoreResult;

    /// <summary>No mail goes to the guardian's address, nor to a second guardian's.</summary>
    public sealed record NoMail : AskForMoreResult;

    /// <param name="RetryAfter">When the oldest of those that count is old enough.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : AskForMoreResult;
}

/// <summary>
/// Asks the guardians about further purposes, while what they agreed to goes on (COPPA 312.5(a)(1)). Three calls; one more where
/// the client has no method that is strong enough, or a form was sent for a question that this one takes the place of.
/// </summary>
public sealed class AskForMore(
    IRegistrationStore store, IWorkQueues queues, ISignalReports signals, PolicySet policies, TimeProvider clock)
{
    public async Task<AskForMoreResult> ExecuteAsync(AskForMoreCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { Registration: var registration } current
            && registration.ClientId == command.Client.Id)
        {
            var now = clock.GetUtcNow();
            if (Refusal(registration, command, now) is { } refusal)
            {
                return refusal;
            }

            var change = Registration.Record(Ask(registration, command, now), "QuestionAsked", Actor.Client, now);
            await Task.WhenAll(Prepare(registration, change.Registration.AsAsked()!, now, cancellationToken));
            if (await store.TrySaveAsync(current, change, cancellationToken))
            {
                return new AskForMoreResult.Asked(change.Registration);
            }
        }

        return new AskForMoreResult.NotFound();
    }

    private AskForMoreResult? Refusal(Registration registration, AskForMoreCommand command, DateTimeOffset now)
    {
        if (registration.State is not RegistrationState.Granted)
        {
            return registration.State switch
            {
                RegistrationState.AwaitingParent when !registration.IsExpiredAt(now) => new AskForMoreResult.NotGranted(),
                RegistrationState.OfAge => new AskForMoreResult.OfAge(),
                _ => new AskForMoreResult.Over(),
            };
        }

        if (registration.IsOfAgeAt(now))
        {
            return new AskForMoreResult.OfAge();
        }

        if (command.Purposes.Intersect(registration.GrantedPurposes).ToArray() is { Length: > 0 } granted)
        {
            return new AskForMoreResult.AlreadyGranted(granted);
        }

        if (registration.Question is { } open && open.IsOpenAt(now) && !open.ReachedNobody() && open.Purposes.ToHashSet().SetEquals(command.Purposes))
        {
            return new AskForMoreResult.Unchanged(registration);
        }

        if (registration is { Mail.Bounced: true, Second: null or { Bounced: true } or { Stopped: not null } })
        {
            return new AskForMoreResult.NoMail();
        }

        if (!MethodChoice.IsAvailable(policies, command.Client, registration.Details?.Country))
        {
            return new AskForMoreResult.NoMethodForCountry();
        }

        var window = command.Client.Lasting(Question.Window);
        var counted = Counted(registration, window, now);
        return counted.Count >= Question.MostInWindow ? new AskForMoreResult.TooMany(counted[0] + window - now) : null;
    }

    /// <summary>When those were asked that count now.</summary>
    private static List<DateTimeOffset> Counted(Registration registration, TimeSpan window, DateTimeOffset now) =>
        [.. (registration.Question?.Asked ?? []).Where(at => at + window > now)];

    /// <exception cref="InvalidOperationException">The key that seals the details is not in force: the country that decides the method is not known.</exception>
    private Registration Ask(Registration registration, AskForMoreCommand command, DateTimeOffset now)
    {
        var details = registration.Details
            ?? throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force.");
        var choice = MethodChoice.Make(policies, command.Client, command.Purposes, details.Country, registration.Signals);
        var before = registration.Question;
        var until = now + command.Client.DeadlineAfter;
        return registration with
        {
            Question = new Question
            {
                Mark = RegistrationIds.NewMark(),
                SecondMark = registration.Second is null ? null : RegistrationIds.NewMark(),
                Purposes = command.Purposes,
                AskedAt = now,

                // From the day the subject is of age, no guardian allows anything.
                Until = DeadlineEntry.Round(details.OfAgeAt < until ? details.OfAgeAt.Value : until),
                Asked = [.. Counted(registration, command.Client.Lasting(Question.Window), now), now],
                NoticeVersion = policies.Notices.InForceAt(now),
                Method = choice.Method,
                NeededAssurance = choice.Needed,

                // The code of the question before names nothing now; the next is to be another.
                Verification = new Verification { Reference = before?.Verification.Reference },
                Mail = new QuestionMail { SentAt = before?.Mail.SentAt },
                SecondMail = new QuestionMail { SentAt = before?.SecondMail.SentAt },
            },
            Details = details with { Question = null },
        };
    }

    /// <summary>Queues what follows before it is saved: a crash between the two then loses nothing.</summary>
    private IEnumerable<Task> Prepare(Registration before, Registration asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        yield return queues.SendAsync(
            new OutgoingMailMessage(asked.Id, MailKind.Notice, asked.LinkMark) { Question = true }, TimeSpan.Zero, cancellationToken);
        if (before.AwaitingReview()?.FormLine is { } form)
        {
            yield return queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
        }

        if (asked.NeededAssurance > asked.Method.Level())
        {
            yield return signals.AddAsync(SignalReport.Of(asked, now), cancellationToken);
        }
    }
}
