using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>Which forms wait to be looked at, the longest first; at most <see cref="Max"/>.</summary>
public sealed class ReadReviews(IRegistrationStore store, IFormStore forms)
{
    public const int Max = 100;

    public async Task<IReadOnlyList<Registration>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var waiting = await forms.ReadWaitingAsync(Max, cancellationToken);
        var found = await Task.WhenAll(waiting.Select(async form =>
            await store.FindAsync(form.Line.RegistrationId, cancellationToken) is { Registration: var registration }
            && registration.FormLine == form.Line && registration.AwaitsReview()
                ? registration
                : null));
        return [.. found.OfType<Registration>().OrderBy(registration => registration.Verification.Since)];
    }
}
