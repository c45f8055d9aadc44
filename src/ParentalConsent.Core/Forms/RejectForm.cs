using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <param name="Upload">The picture that was looked at.</param>
/// <param name="By">The administrator's name.</param>
public sealed record RejectFormCommand(string RegistrationId, string Upload, FormProblem Problem, string By)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RejectFormCommand);
}

public abstract record RejectFormResult
{
    private RejectFormResult()
    {
    }

    public sealed record Rejected(Registration Registration) : RejectFormResult;

    /// <summary>Another picture came, or it was decided: nothing was changed.</summary>
    public sealed record NotPossible : RejectFormResult;
}

/// <summary>The form does not do: its guardian is told why, its picture is removed, and another may be sent.</summary>
public sealed class RejectForm(IRegistrationStore store, IWorkQueues queues, TimeProvider clock)
{
    public async Task<RejectFormResult> ExecuteAsync(RejectFormCommand command, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(command.RegistrationId, cancellationToken) is { } current
            && current.Registration.AwaitingReview() is { FormLine: { } line } registration
            && line.Upload == command.Upload
            && registration.Details is { } details
            && registration.Step(
                VerificationMove.RejectForm, step => step with { Problem = command.Problem }, Actor.Administrator, clock.GetUtcNow()) is { } step)
        {
            var change = step with { Registration = step.Registration with { Details = details with { VerifiedBy = command.By } } };
            await Task.WhenAll(
                queues.SendAsync(
                    new OutgoingMailMessage(registration.Id, MailKind.FormRejected, line.Upload)
                    {
                        Second = registration.Second is { Decided: true },
                        Question = registration.IsQuestion,
                    },
                    TimeSpan.Zero,
                    cancellationToken),
                queues.SendAsync(new DeletionMessage([], Form: line), TimeSpan.Zero, cancellationToken));
            if (await store.TrySaveAsync(current, change.In(current.Registration), cancellationToken))
            {
                return new RejectFormResult.Rejected(change.Registration);
            }
        }

        return new RejectFormResult.NotPossible();
    }
}
