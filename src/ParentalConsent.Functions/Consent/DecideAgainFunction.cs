using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Consent;

/// <summary>Shows the form of the decision once more to a guardian whose yes waits for its check. Changes nothing.</summary>
public sealed class DecideAgainFunction(OpenLink openLink, LinkAnswers answers)
{
    [Function("DecideAgain")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/again")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, (FormResult.Rejected)sent, cancellationToken);
        }

        var token = form.Value(DecisionForm.Token);
        var found = await openLink.ExecuteAsync(token, cancellationToken);
        return await answers.OpenAsync(
            request,
            found is OpenLinkResult.Verifying waiting ? new OpenLinkResult.CanDecide(waiting.Registration) : found,
            token,
            cancellationToken);
    }
}
