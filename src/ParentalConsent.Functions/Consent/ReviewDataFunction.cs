using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Consent;

/// <summary>Shows a guardian who agreed what is held about the child.</summary>
public sealed class ReviewDataFunction(ReviewData reviewData, LinkAnswers answers)
{
    [Function("ReviewData")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/data")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        var wish = request.Language(form);
        var token = form.Value(DecisionForm.Token);
        return await reviewData.ExecuteAsync(token, cancellationToken) switch
        {
            ReviewDataResult.Found found => await answers.DataAsync(request, found, token!, wish, cancellationToken),
            ReviewDataResult.NotPossible not => await answers.OpenAsync(request, not.Link, token, wish, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }
}
