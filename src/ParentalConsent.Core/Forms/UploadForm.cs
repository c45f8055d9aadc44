using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

public abstract record UploadFormResult
{
    private UploadFormResult()
    {
    }

    public sealed record Received(Registration Registration) : UploadFormResult;

    /// <summary>Nothing was changed; the link leads where <paramref name="Found"/> says.</summary>
    public sealed record NotPossible(OpenLinkResult Found) : UploadFormResult;
}

/// <summary>Takes a signed form in, in place of one that was sent before.</summary>
/// <remarks>
/// A message that will look whether the picture is still needed is queued first, then the picture is stored, then the
/// registration names it. Cut off before the last, the message removes a picture that no registration names.
/// </remarks>
public sealed class UploadForm(IRegistrationStore store, IFormStore forms, IWorkQueues queues, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>Twice what the host gives a function (host.json): by then a picture is named, or never will be.</summary>
    private static readonly TimeSpan TimeToCommit = TimeSpan.FromMinutes(10);

    public async Task<UploadFormResult> ExecuteAsync(string? token, FormPicture picture, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(token, cancellationToken) is not { } link)
        {
            return new UploadFormResult.NotPossible(new OpenLinkResult.Invalid());
        }

        string? reference = null;
        while (await store.FindAsync(link.RegistrationId, cancellationToken) is { } current)
        {
            var now = clock.GetUtcNow();
            var found = OpenLink.Look(current.Registration, link, now);
            var registration = current.Registration.For(link);
            reference ??= registration.Verification.Reference;
            var line = new FormLine(registration.Id, registration.Attempt, RegistrationIds.NewMark());
            if (found is not OpenLinkResult.Verifying
                || registration.Verification.Reference != reference
                || registration.Step(VerificationMove.ReceiveForm, step => step with { Upload = line.Upload, Problem = null }, Actor.Guardian, now) is not { } change)
            {
                return new UploadFormResult.NotPossible(found);
            }

            await Task.WhenAll(Prepare(registration, line, cancellationToken));
            await forms.AddAsync(current, line.Upload, picture, now, cancellationToken);
            if (await store.TrySaveAsync(current, change.In(current.Registration), cancellationToken))
            {
                return new UploadFormResult.Received(change.Registration);
            }

            await forms.RemoveAsync(line, cancellationToken);
        }

        return new UploadFormResult.NotPossible(new OpenLinkResult.Unknown());
    }

    private IEnumerable<Task> Prepare(Registration before, FormLine line, CancellationToken cancellationToken)
    {
        yield return queues.SendAsync(
            new DeletionMessage([], EarlyMessages.Enough, line), TimeToCommit, cancellationToken);
        if (before.FormLine is { } replaced)
        {
            yield return queues.SendAsync(new DeletionMessage([], Form: replaced), TimeSpan.Zero, cancellationToken);
        }
    }
}
