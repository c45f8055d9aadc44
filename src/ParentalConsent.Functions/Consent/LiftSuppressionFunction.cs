using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Consent;

/// <summary>Allows mails about a client again, for whoever stopped them by "not my child".</summary>
public sealed class LiftSuppressionFunction(LiftSuppression liftSuppression, LinkAnswers answers)
{
    [Function("LiftSuppression")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/lift")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        return await answers.LiftedAsync(
            request,
            await liftSuppression.ExecuteAsync(form.Value(DecisionForm.Token), cancellationToken),
            request.Language(form),
            cancellationToken);
    }
}
