using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Mails;

/// <summary>What follows a grant, queued before it is saved: a crash between the two then loses nothing.</summary>
public static class GrantMessages
{
    public static IEnumerable<Task> SendAsync(
        IWorkQueues queues, Registration granted, PolicySet policies, CancellationToken cancellationToken)
    {
        yield return queues.SendAsync(
            new OutgoingMailMessage(granted.Id, MailKind.Granted, granted.DecisionId!) { Question = granted.IsQuestion },
            TimeSpan.Zero,
            cancellationToken);
        if (granted.Method is VerificationMethod.EmailPlus && policies.FindClient(granted) is { } client)
        {
            yield return queues.SendAsync(
                new OutgoingMailMessage(granted.Id, MailKind.Confirmed, granted.DecisionId!) 
                {
                    Second = granted.Second is { Decided: true },
                    Question = granted.IsQuestion,
                },
                client.ConfirmAfter,
                cancellationToken);
        }

        if (granted.FormLine is { } form)
        {
            yield return queues.SendAsync(new DeletionMessage([], Form: form), TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>When the mail that confirms a grant is due; null where its client is not known any more.</summary>
    internal static DateTimeOffset? ConfirmAt(Registration granted, PolicySet policies) =>
        granted.DecidedAt + policies.FindClient(granted)?.ConfirmAfter;
}
