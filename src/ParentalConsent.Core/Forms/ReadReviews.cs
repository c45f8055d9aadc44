using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>Which forms wait to be looked at, the longest first, in pages. One call for each 1,000 in the list, and one for each on the page.</summary>
public sealed class ReadReviews(IRegistrationStore store, IFormStore forms)
{
    public const int PageSize = 100;

    /// <summary>Of the list; who comes after these is seen once some of them were looked at.</summary>
    public const int Max = 10_000;

    /// <param name="after">Where the page begins; null for the first.</param>
    public async Task<ReviewList> ExecuteAsync(ReviewCursor? after, CancellationToken cancellationToken)
    {
        var lines = (await forms.ReadWaitingAsync(Max, cancellationToken))
            .Where(form => after is null || after.IsBefore(form))
            .OrderBy(form => form.ReceivedAt)
            .ThenBy(form => form.Line.RegistrationId, StringComparer.Ordinal)
            .Take(PageSize + 1)
            .ToArray();
        var found = await Task.WhenAll(lines.Take(PageSize).Select(async form =>
            await store.FindAsync(form.Line.RegistrationId, cancellationToken) is { Registration: var registration }
            && registration.AwaitingReview() is { } awaiting && awaiting.FormLine == form.Line
                ? awaiting
                : null));
        return new ReviewList(
            [.. found.OfType<Registration>().OrderBy(registration => registration.Verification.Since)],
            lines.Length > PageSize ? ReviewCursor.Of(lines[PageSize - 1]) : null);
    }
}
