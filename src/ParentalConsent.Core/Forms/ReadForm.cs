using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>A form that waits to be looked at.</summary>
public sealed class ReadForm(IRegistrationStore store, IFormStore forms)
{
    /// <summary>What the form should say; null where none waits.</summary>
    public async Task<Registration?> FindAsync(string registrationId, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) is { Registration: var registration }
            ? registration.AwaitingReview()
            : null;

    /// <summary>The picture; null where it is not there any more, or another took its place.</summary>
    public async Task<FormPicture?> ReadAsync(string registrationId, string upload, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) is { Registration: var registration } current
        && registration.AwaitingReview()?.Verification.Upload == upload
            ? await forms.ReadAsync(current, upload, cancellationToken)
            : null;
}
