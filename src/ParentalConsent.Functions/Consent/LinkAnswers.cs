using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Providers;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Functions.Consent;

/// <summary>The pages and statuses that answer what a guardian sent.</summary>
public sealed class LinkAnswers(ConsentPages pages, CheckAnswers checks, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>A link was opened.</summary>
    /// <param name="again">Whoever said yes wants to answer again.</param>
    public Task<HttpResponseData> OpenAsync(
        HttpRequestData request, OpenLinkResult found, string? token, CancellationToken cancellationToken, bool again = false) =>
        AnswerAsync(request, found, token, DecisionFields.Empty, [], HttpStatusCode.OK, HttpStatusCode.OK, again, cancellationToken);

    /// <summary>A step after a yes was sent that could not be taken.</summary>
    /// <param name="status">Where the yes still waits.</param>
    public Task<HttpResponseData> StepAgainAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        IReadOnlyList<FieldProblem> problems,
        HttpStatusCode status,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            request, found, token, DecisionFields.Empty, found is OpenLinkResult.Verifying ? problems : [],
            status, HttpStatusCode.Conflict, again: false, cancellationToken);

    /// <summary>A decision was sent that could not be recorded.</summary>
    /// <param name="problems">Empty where the fields are fine but the link is for something else, or for nothing any more.</param>
    public Task<HttpResponseData> AskAgainAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            request, found, token, fields, DecisionRules.ForLink(found, problems),
            problems.Count == 0 && found is OpenLinkResult.Verifying ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity,
            HttpStatusCode.Conflict, again: problems.Count > 0, cancellationToken);

    public async Task<HttpResponseData> RecordedAsync(
        HttpRequestData request, Registration registration, CancellationToken cancellationToken)
    {
        var manageToken = registration.State is RegistrationState.Granted
            ? await tokens.SignManageAsync(registration, clock.GetUtcNow(), cancellationToken)
            : null;
        return await request.HtmlAsync(await pages.OutcomeAsync(registration, earlier: false, manageToken), cancellationToken);
    }

    public async Task<HttpResponseData> DataAsync(
        HttpRequestData request, ReviewDataResult.Found found, string token, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.DataAsync(found.Registration, token, found.Json), cancellationToken);

    /// <summary>What was sent is no form of ours.</summary>
    public async Task<HttpResponseData> UnreadableAsync(
        HttpRequestData request, Problem problem, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.UnreadableAsync(), cancellationToken, problem.Status);

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        HttpStatusCode open,
        HttpStatusCode ended,
        bool again,
        CancellationToken cancellationToken)
    {
        var (page, status) = found switch
        {
            OpenLinkResult.CanDecide can => (pages.DecideAsync(can.Registration, token!, fields, problems), open),
            OpenLinkResult.Verifying can when again => (pages.DecideAsync(can.Registration, token!, fields, problems), open),
            OpenLinkResult.Verifying can when CheckAnswers.IsFor(can.Registration) =>
                (checks.PageAsync(can.Registration, token!, problems, begin: false, cancellationToken), open),
            OpenLinkResult.Verifying can => (pages.StepAsync(can.Registration, token!, problems), open),
            OpenLinkResult.CanWithdraw can => (pages.ManageAsync(can.Registration, token!, fields, problems), open),
            OpenLinkResult.Ended over => (pages.OutcomeAsync(over.Registration, earlier: true), ended),
            OpenLinkResult.Expired => (pages.ExpiredAsync(), HttpStatusCode.Gone),
            OpenLinkResult.Invalid => (pages.InvalidAsync(), HttpStatusCode.BadRequest),
            OpenLinkResult.Unknown => (pages.UnknownAsync(), HttpStatusCode.NotFound),
            _ => throw new ArgumentOutOfRangeException(nameof(found)),
        };
        return await request.HtmlAsync(await page, cancellationToken, status);
    }
}
