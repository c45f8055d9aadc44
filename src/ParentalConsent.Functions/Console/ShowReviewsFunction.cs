using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Forms;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Which signed forms wait to be looked at. No personal data.</summary>
public sealed class ShowReviewsFunction(ConsoleGate gate, ReadReviews readReviews, ConsolePages pages)
{
    [Function("ShowReviews")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/reviews")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (await gate.TurnAwayAsync(request, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        var after = ReviewCursor.Parse(request.Query["after"]);
        return await request.HtmlAsync(
            await pages.ReviewsAsync(await readReviews.ExecuteAsync(after, cancellationToken), isFirst: after is null), cancellationToken);
    }
}
