using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>Shows what a link leads to. Changes nothing.</summary>
public sealed class OpenLinkFunction(OpenLink openLink, LinkAnswers answers)
{
    [Function("OpenLink")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/open")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        var token = form.Value(DecisionForm.Token);
        return await answers.OpenAsync(
            request,
            await openLink.ExecuteAsync(token, cancellationToken),
            token,
            request.Language(form),
            cancellationToken,
            again: form.Value("again") == DecisionFields.Yes);
    }
}
