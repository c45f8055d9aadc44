using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;
using ParentalConsent.Core.Consents;
using ParentalConsent.Functions.Configuration;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Providers;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Consent;

/// <summary>Takes a guardian's decision, and answers with what was decided or with what is wrong.</summary>
public sealed class RecordDecisionFunction(
    RecordDecision recordDecision, OpenLink openLink, LinkAnswers answers, CheckAnswers checks, IOptions<ServiceOptions> service)
{
    [Function("RecordDecision")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/decision")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        if (sent is not FormResult.Read { Form: var form })
        {
            return await answers.UnreadableAsync(request, ((FormResult.Rejected)sent).Problem, cancellationToken);
        }

        var wish = request.Language(form);
        if (form.Value(DecisionForm.Token) is not { } token)
        {
            return await answers.OpenAsync(request, new OpenLinkResult.Invalid(), null, wish, cancellationToken);
        }

        var fields = DecisionForm.Read(form);
        var problems = DecisionRules.Check(fields);
        if (problems.Count > 0)
        {
            var found = await openLink.ExecuteAsync(token, cancellationToken);
            return await answers.AskAgainAsync(request, found, token, fields, problems, wish, cancellationToken);
        }

        var command = DecisionForm.ToCommand(fields, token) with
        {
            Device = CallerDevice.Of(request, service.Value.Proxies),
            Language = wish.Chosen,
        };
        return await recordDecision.ExecuteAsync(command, cancellationToken) switch
        {
            RecordDecisionResult.Recorded recorded => await answers.RecordedAsync(request, recorded.Registration, wish, cancellationToken),
            RecordDecisionResult.Pending { Registration: var waiting } pending when CheckAnswers.IsFor(waiting) =>
                await checks.AnswerAsync(request, waiting, token, wish, begin: !pending.IsRepeated, cancellationToken),
            RecordDecisionResult.Pending pending => await answers.OpenAsync(
                request, new OpenLinkResult.Verifying(pending.Registration), token, wish, cancellationToken),
            RecordDecisionResult.Disowned disowned => await answers.DisownedAsync(request, disowned.Registration, wish, cancellationToken),
            RecordDecisionResult.Left left => await answers.LeftAsync(request, left.Registration, wish, cancellationToken),
            RecordDecisionResult.NotPossible not => await answers.AskAgainAsync(request, not.Found, token, fields, [], wish, cancellationToken),
            RecordDecisionResult.NoticeChanged changed => await answers.AskAgainAsync(
                request, changed.Found, token, fields, DecisionRules.NoticeChanged, wish, cancellationToken),
            RecordDecisionResult.NothingAllowed nothing => await answers.AskAgainAsync(
                request, nothing.Found, token, fields, DecisionRules.NothingAllowed, wish, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }
}
