using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Functions.Consent;

/// <summary>The pages and statuses that answer what a guardian sent.</summary>
public sealed class LinkAnswers(ConsentPages pages, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>A link was opened.</summary>
    public Task<HttpResponseData> OpenAsync(
        HttpRequestData request, OpenLinkResult found, string? token, CancellationToken cancellationToken) =>
        AnswerAsync(request, found, token, DecisionFields.Empty, [], HttpStatusCode.OK, HttpStatusCode.OK, cancellationToken);

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
            HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict, cancellationToken);

    public async Task<HttpResponseData> RecordedAsync(
        HttpRequestData request, Registration registration, CancellationToken cancellationToken)
    {
        var manageToken = registration.State is RegistrationState.Granted
            ? await tokens.SignManageAsync(registration, clock.GetUtcNow(), cancellationToken)
            : null;
        var liftToken = registration is { State: RegistrationState.Disowned, GuardianHash: not null }
            ? await tokens.SignLiftAsync(registration.GuardianHash, registration.ClientId, clock.GetUtcNow(), cancellationToken)
            : null;
        return await request.HtmlAsync(
            await pages.OutcomeAsync(registration, earlier: false, manageToken, liftToken), cancellationToken);
    }

    /// <summary>It is not the second guardian's child.</summary>
    /// <param name="left">As it was for them.</param>
    public async Task<HttpResponseData> LeftAsync(HttpRequestData request, Registration left, CancellationToken cancellationToken)
    {
        var code = await tokens.SignLiftAsync(left.GuardianHash!, left.ClientId, clock.GetUtcNow(), cancellationToken);
        return await request.HtmlAsync(await pages.LeftAsync(left, code), cancellationToken);
    }

    /// <summary>Mails about a client were to be allowed again.</summary>
    public async Task<HttpResponseData> LiftedAsync(
        HttpRequestData request, LiftSuppressionResult result, CancellationToken cancellationToken)
    {
        var (page, status) = result switch
        {
            LiftSuppressionResult.Lifted lifted => (pages.LiftedAsync(lifted.ClientId), HttpStatusCode.OK),
            LiftSuppressionResult.NothingToLift => (pages.NothingToLiftAsync(), HttpStatusCode.Conflict),
            _ => (pages.InvalidAsync(), HttpStatusCode.BadRequest),
        };
        return await request.HtmlAsync(await page, cancellationToken, status);
    }

    /// <summary>What was sent is no form of ours.</summary>
    public async Task<HttpResponseData> UnreadableAsync(
        HttpRequestData request, FormResult.Rejected rejected, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.UnreadableAsync(), cancellationToken, rejected.Problem.Status);

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        HttpStatusCode open,
        HttpStatusCode ended,
        CancellationToken cancellationToken)
    {
        var (page, status) = found switch
        {
            OpenLinkResult.CanDecide can => (pages.DecideAsync(can.Registration, token!, fields, problems), open),
            OpenLinkResult.CanWithdraw can => (pages.ManageAsync(can.Registration, token!, fields, problems, can.IsSecond), open),
            OpenLinkResult.CanLift { ClientId: { } clientId } => (pages.LiftAsync(clientId, token!), open),
            OpenLinkResult.CanLift => (pages.NothingToLiftAsync(), open),
            OpenLinkResult.Ended over => (pages.OutcomeAsync(over.Registration, earlier: true), ended),
            OpenLinkResult.Expired => (pages.ExpiredAsync(), HttpStatusCode.Gone),
            OpenLinkResult.Invalid => (pages.InvalidAsync(), HttpStatusCode.BadRequest),
            OpenLinkResult.Unknown => (pages.UnknownAsync(), HttpStatusCode.NotFound),
            _ => throw new ArgumentOutOfRangeException(nameof(found)),
        };
        return await request.HtmlAsync(await page, cancellationToken, status);
    }
}
