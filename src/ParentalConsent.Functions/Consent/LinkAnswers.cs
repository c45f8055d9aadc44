using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Providers;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Functions.Consent;

/// <summary>The pages and statuses that answer what a guardian sent.</summary>
public sealed class LinkAnswers(ConsentPages pages, CheckAnswers checks, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>A link was opened.</summary>
    /// <param name="again">Whoever said yes wants to answer again.</param>
    public Task<HttpResponseData> OpenAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        LanguageWish wish,
        CancellationToken cancellationToken,
        bool again = false) =>
        AnswerAsync(request, found, token, DecisionFields.Empty, [], wish, HttpStatusCode.OK, HttpStatusCode.OK, again, cancellationToken);

    /// <summary>A step after a yes was sent that could not be taken.</summary>
    /// <param name="status">Where the yes still waits.</param>
    public Task<HttpResponseData> StepAgainAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        IReadOnlyList<FieldProblem> problems,
        HttpStatusCode status,
        LanguageWish wish,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            request, found, token, DecisionFields.Empty, found is OpenLinkResult.Verifying ? problems : [], wish,
            status, HttpStatusCode.Conflict, again: false, cancellationToken);

    /// <summary>A decision was sent that could not be recorded.</summary>
    /// <param name="problems">Empty where the fields are fine but the link is for something else, or for nothing any more.</param>
    public Task<HttpResponseData> AskAgainAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        LanguageWish wish,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            request, found, token, fields, DecisionRules.ForLink(found, problems), wish,
            problems.Count == 0 && found is OpenLinkResult.Verifying or OpenLinkResult.OtherVerifying or OpenLinkResult.OtherAllowed ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity,
            HttpStatusCode.Conflict, again: problems.Count > 0, cancellationToken);

    public async Task<HttpResponseData> RecordedAsync(
        HttpRequestData request, Registration registration, LanguageWish wish, CancellationToken cancellationToken)
    {
        if (registration.IsQuestion)
        {
            return await request.HtmlAsync(await pages.QuestionOverAsync(registration, earlier: false, wish), cancellationToken);
        }

        var now = clock.GetUtcNow();
        var manageToken = registration switch
        {
            { State: not RegistrationState.Granted } => null,
            { Second.Decided: true } => await tokens.SignSecondAsync(registration, now, cancellationToken),
            _ => await tokens.SignManageAsync(registration, now, cancellationToken),
        };
        if (registration.WasDisowned)
        {
            return await DisownedAsync(request, registration.ForSpeaker(), wish, cancellationToken);
        }

        return await request.HtmlAsync(
            await pages.OutcomeAsync(registration, earlier: false, manageToken, wish), cancellationToken);
    }

    /// <summary>It is not their child, and the request, or the question, has ended.</summary>
    /// <param name="disowned">As it is for whoever said so.</param>
    public async Task<HttpResponseData> DisownedAsync(
        HttpRequestData request, Registration disowned, LanguageWish wish, CancellationToken cancellationToken)
    {
        var code = await tokens.SignLiftAsync(disowned.GuardianKey!, disowned.ClientId, clock.GetUtcNow(), cancellationToken);
        return await request.HtmlAsync(
            await (disowned.IsQuestion
                ? pages.QuestionOverAsync(disowned, earlier: false, wish, liftToken: code)
                : pages.OutcomeAsync(disowned, earlier: false, wish: wish, liftToken: code)),
            cancellationToken);
    }

    /// <summary>It is not the second guardian's child.</summary>
    /// <param name="left">As it was for them.</param>
    public async Task<HttpResponseData> LeftAsync(
        HttpRequestData request, Registration left, LanguageWish wish, CancellationToken cancellationToken)
    {
        var code = await tokens.SignLiftAsync(left.GuardianKey!, left.ClientId, clock.GetUtcNow(), cancellationToken);
        return await request.HtmlAsync(await pages.LeftAsync(left, code, wish), cancellationToken);
    }

    /// <summary>Mails about a client were to be allowed again.</summary>
    public async Task<HttpResponseData> LiftedAsync(
        HttpRequestData request, LiftSuppressionResult result, LanguageWish wish, CancellationToken cancellationToken)
    {
        var (page, status) = result switch
        {
            LiftSuppressionResult.Lifted lifted => (pages.LiftedAsync(lifted.ClientId, wish), HttpStatusCode.OK),
            LiftSuppressionResult.NothingToLift => (pages.NothingToLiftAsync(wish), HttpStatusCode.Conflict),
            _ => (pages.InvalidAsync(wish), HttpStatusCode.BadRequest),
        };
        return await request.HtmlAsync(await page, cancellationToken, status);
    }

    public async Task<HttpResponseData> DataAsync(
        HttpRequestData request, ReviewDataResult.Found found, string token, LanguageWish wish, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.DataAsync(found.Registration, token, found.Json, wish), cancellationToken);

    /// <summary>What was sent is no form of ours.</summary>
    public async Task<HttpResponseData> UnreadableAsync(
        HttpRequestData request, Problem problem, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await pages.UnreadableAsync(request.Language()), cancellationToken, problem.Status);

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request,
        OpenLinkResult found,
        string? token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        LanguageWish wish,
        HttpStatusCode open,
        HttpStatusCode ended,
        bool again,
        CancellationToken cancellationToken)
    {
        var (page, status) = found switch
        {
            OpenLinkResult.CanDecide can => (pages.DecideAsync(can.Registration, token!, fields, problems, wish), open),
            OpenLinkResult.OtherVerifying can =>
                (pages.DecideAsync(can.Registration, token!, fields, problems, wish, isChecked: true), open),
            OpenLinkResult.OtherAllowed can =>
                (pages.DecideAsync(can.Registration, token!, fields, problems, wish, isChecked: true), open),
            OpenLinkResult.Verifying can when again => (pages.DecideAsync(can.Registration, token!, fields, problems, wish), open),
            OpenLinkResult.Verifying can when CheckAnswers.IsFor(can.Registration) =>
                (checks.PageAsync(can.Registration, token!, problems, wish, begin: false, cancellationToken), open),
            OpenLinkResult.Verifying can => (pages.StepAsync(can.Registration, token!, problems, wish), open),
            OpenLinkResult.CanWithdraw can =>
                (pages.ManageAsync(can.Registration, token!, fields, problems, wish, can.IsTheirs, can.IsSecond), open),
            OpenLinkResult.CanLift { ClientId: { } clientId } => (pages.LiftAsync(clientId, token!, wish), open),
            OpenLinkResult.CanLift => (pages.NothingToLiftAsync(wish), open),
            OpenLinkResult.QuestionOver over => (pages.QuestionOverAsync(over.Question, earlier: true, wish, token), ended),
            OpenLinkResult.Ended over => (pages.OutcomeAsync(over.Registration, earlier: true, wish: wish, token: token), ended),
            OpenLinkResult.Expired expired => (pages.ExpiredAsync(wish, token, expired.Locale), HttpStatusCode.Gone),
            OpenLinkResult.Invalid => (pages.InvalidAsync(wish), HttpStatusCode.BadRequest),
            OpenLinkResult.Unknown => (pages.UnknownAsync(wish, token), HttpStatusCode.NotFound),
            _ => throw new ArgumentOutOfRangeException(nameof(found)),
        };
        return await request.HtmlAsync(await page, cancellationToken, status);
    }
}
