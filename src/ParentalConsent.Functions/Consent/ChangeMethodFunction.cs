using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Methods;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Providers;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>A guardian who said yes takes another way to show that they are.</summary>
public sealed class ChangeMethodFunction(ChangeMethod changeMethod, OpenLink openLink, LinkAnswers answers, CheckAnswers checks)
{
    [Function("ChangeMethod")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/method")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        var wish = request.Language(form);
        var token = form.Value(DecisionForm.Token);
        if (VerificationMethods.Find(form.Value(MethodChoices.FieldName)) is not { } method)
        {
            // None was chosen: the page as it was.
            return await answers.StepAgainAsync(
                request, await openLink.ExecuteAsync(token, cancellationToken), token, [], HttpStatusCode.UnprocessableEntity, wish, cancellationToken);
        }

        return await changeMethod.ExecuteAsync(token, method, cancellationToken) switch
        {
            RecordDecisionResult.Pending { Registration: var waiting } when CheckAnswers.IsFor(waiting) =>
                await checks.AnswerAsync(request, waiting, token!, wish, begin: true, cancellationToken),
            RecordDecisionResult.Pending pending => await answers.OpenAsync(
                request, new OpenLinkResult.Verifying(pending.Registration), token, wish, cancellationToken),
            RecordDecisionResult.Recorded recorded => await answers.RecordedAsync(request, recorded.Registration, wish, cancellationToken),
            RecordDecisionResult.NotPossible not => await answers.StepAgainAsync(
                request, not.Found, token, [], HttpStatusCode.Conflict, wish, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }
}
