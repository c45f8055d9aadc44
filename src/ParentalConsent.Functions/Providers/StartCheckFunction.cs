using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Consent;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Providers;

/// <summary>Has the provider asked once more, for a guardian whose yes waits for its check.</summary>
public sealed class StartCheckFunction(OpenLink openLink, CheckAnswers checks, LinkAnswers answers)
{
    [Function("StartCheck")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/check")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        var wish = request.Language(form);
        var token = form.Value(DecisionForm.Token);
        return await openLink.ExecuteAsync(token, cancellationToken) switch
        {
            OpenLinkResult.Verifying { Registration: var waiting } when CheckAnswers.IsFor(waiting) =>
                await checks.AnswerAsync(request, waiting, token!, wish, begin: true, cancellationToken),
            var found => await answers.OpenAsync(request, found, token, wish, cancellationToken),
        };
    }
}
