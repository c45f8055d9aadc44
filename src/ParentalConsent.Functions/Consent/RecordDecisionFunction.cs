using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>Takes a guardian's decision, and answers with what was decided or with what is wrong.</summary>
public sealed class RecordDecisionFunction(RecordDecision recordDecision, OpenLink openLink, LinkAnswers answers)
{
    [Function("RecordDecision")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/decision")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, (FormResult.Rejected)sent, cancellationToken);
        }

        if (form.Value(DecisionForm.Token) is not { } token)
        {
            return await answers.OpenAsync(request, new OpenLinkResult.Invalid(), null, cancellationToken);
        }

        var fields = DecisionForm.Read(form);
        var problems = DecisionRules.Check(fields);
        if (problems.Count > 0)
        {
            var found = await openLink.ExecuteAsync(token, cancellationToken);
            return await answers.AskAgainAsync(request, found, token, fields, problems, cancellationToken);
        }

        return await recordDecision.ExecuteAsync(DecisionForm.ToCommand(fields, token), cancellationToken) switch
        {
            RecordDecisionResult.Recorded recorded => await answers.RecordedAsync(request, recorded.Registration, cancellationToken),
            RecordDecisionResult.Left left => await answers.LeftAsync(request, left.Registration, cancellationToken),
            RecordDecisionResult.NotPossible not => await answers.AskAgainAsync(request, not.Found, token, fields, [], cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }
}
