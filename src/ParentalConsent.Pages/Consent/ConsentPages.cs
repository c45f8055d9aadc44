using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Parts;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Consent;

/// <summary>The pages for guardians, as HTML.</summary>
public sealed class ConsentPages(PageRenderer renderer, PolicySet policies, TimeProvider clock)
{
    /// <summary>What this service is.</summary>
    public Task<string> HomeAsync(LanguageWish wish = default) => WithoutRegistrationAsync<HomePage>(wish);

    /// <summary>Takes the code, from the link or by hand.</summary>
    public Task<string> StartAsync(LanguageWish wish = default) => WithoutRegistrationAsync<StartPage>(wish);

    /// <summary>The direct notice, and the form for the decision.</summary>
    /// <param name="fields">What was entered before, when something is wrong with it.</param>
    /// <param name="isChecked">The other guardian said yes, and that is being checked.</param>
    public Task<string> DecideAsync(
        Registration registration,
        string token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        LanguageWish wish = default,
        bool isChecked = false) =>
        renderer.RenderAsync<DecidePage>(new Dictionary<string, object?>
        {
            [nameof(DecidePage.About)] = Show(registration, wish),
            [nameof(DecidePage.Token)] = token,
            [nameof(DecidePage.Fields)] = fields,
            [nameof(DecidePage.Problems)] = problems,
            [nameof(DecidePage.IsChecked)] = isChecked,
        });

    /// <summary>What is left to do until a yes counts.</summary>
    /// <param name="problems">With the form that was sent, or with the way that was chosen.</param>
    /// <param name="check">Where the step is a provider's check.</param>
    public Task<string> StepAsync(
        Registration registration, string token, IReadOnlyList<FieldProblem> problems, LanguageWish wish = default, CheckShown? check = null) =>
        renderer.RenderAsync<StepPage>(new Dictionary<string, object?>
        {
            [nameof(StepPage.About)] = Show(registration.AsSaid(), wish),
            [nameof(StepPage.Token)] = token,
            [nameof(StepPage.Methods)] =
                MethodChoice.Options(policies, registration).Where(method => method != registration.Method).ToList(),
            [nameof(StepPage.Problems)] = problems,
            [nameof(StepPage.Check)] = check,
        });

    /// <summary>What was allowed, and the form to withdraw it.</summary>
    /// <param name="isTheirs">They allowed it, and not the other guardian.</param>
    /// <param name="isSecond">For the second guardian.</param>
    public Task<string> ManageAsync(
        Registration registration,
        string token,
        DecisionFields fields,
        IReadOnlyList<FieldProblem> problems,
        LanguageWish wish = default,
        bool isTheirs = true,
        bool isSecond = false) =>
        renderer.RenderAsync<ManagePage>(new Dictionary<string, object?>
        {
            [nameof(ManagePage.About)] = Show(registration, wish),
            [nameof(ManagePage.Token)] = token,
            [nameof(ManagePage.Fields)] = fields,
            [nameof(ManagePage.Problems)] = problems,
            [nameof(ManagePage.IsTheirs)] = isTheirs,
            [nameof(ManagePage.IsSecond)] = isSecond,
        });

    /// <param name="earlier">It was decided before this request.</param>
    /// <param name="manageToken">For whoever just granted: leads to the page to withdraw.</param>
    /// <param name="token">Of the link that leads to this page; null for an answer that does not come again.</param>
    /// <param name="liftToken">For whoever just said "not my child": leads to the page to allow mails again.</param>
    public Task<string> OutcomeAsync(
        Registration registration,
        bool earlier,
        string? manageToken = null,
        LanguageWish wish = default,
        string? token = null,
        string? liftToken = null) =>
        renderer.RenderAsync<OutcomePage>(new Dictionary<string, object?>
        {
            [nameof(OutcomePage.About)] = Show(registration, wish),
            [nameof(OutcomePage.Earlier)] = earlier,
            [nameof(OutcomePage.ManageToken)] = manageToken,
            [nameof(OutcomePage.Token)] = token,
            [nameof(OutcomePage.LiftToken)] = liftToken,
        });

    /// <summary>What became of a question about further purposes.</summary>
    /// <param name="question">Answered, or past its time.</param>
    /// <param name="earlier">It was before this request.</param>
    /// <param name="token">Of the link that leads to this page; null for an answer that does not come again.</param>
    /// <param name="liftToken">For whoever just said that it is not their child.</param>
    public Task<string> QuestionOverAsync(
        Registration question, bool earlier, LanguageWish wish = default, string? token = null, string? liftToken = null) =>
        renderer.RenderAsync<QuestionPage>(new Dictionary<string, object?>
        {
            [nameof(QuestionPage.About)] = Show(question, wish),
            [nameof(QuestionPage.Earlier)] = earlier,
            [nameof(QuestionPage.Token)] = token,
            [nameof(QuestionPage.LiftToken)] = liftToken,
        });

    /// <summary>For whoever comes back from a provider with a reference, which proves nothing: so it says no more than how the check stands.</summary>
    /// <param name="found">Null where no check goes by it.</param>
    public Task<string> ReturnedAsync(Registration? found, LanguageWish wish = default) => MessageAsync(
        found switch
        {
            { State: RegistrationState.AwaitingParent, Verification.Step: VerificationStep.ProviderAwaited } when !found.IsExpiredAt(clock.GetUtcNow()) => "CheckWaiting",
            { State: RegistrationState.AwaitingParent, Verification.Step: VerificationStep.ProviderFailed } when !found.IsExpiredAt(clock.GetUtcNow()) => "CheckFailed",
            { State: RegistrationState.Granted, Verification.Step: VerificationStep.Completed } => "CheckCounts",
            _ => "CheckOver",
        },
        asksForCode: false,
        wish,
        locale: found?.Details?.Locale);

    /// <summary>The form that allows mails about a client again, after "not my child".</summary>
    public Task<string> LiftAsync(string clientId, string token, LanguageWish wish = default) => LiftPageAsync("Lift", clientId, token, wish);

    /// <summary>It is not the second guardian's child: they are not asked any more.</summary>
    /// <param name="code">Leads to the page to allow mails again.</param>
    public Task<string> LeftAsync(Registration left, string code, LanguageWish wish = default) =>
        renderer.RenderAsync<LeftPage>(new Dictionary<string, object?>
        {
            [nameof(LeftPage.About)] = Show(left, wish),
            [nameof(LeftPage.Code)] = code,
        });

    /// <summary>Mails about a client are allowed again.</summary>
    public Task<string> LiftedAsync(string clientId, LanguageWish wish = default) => LiftPageAsync("Lifted", clientId, token: null, wish);

    /// <summary>Mails are not stopped, so there is nothing to allow.</summary>
    public Task<string> NothingToLiftAsync(LanguageWish wish = default) => MessageAsync("NothingToLift", asksForCode: false, wish);

    /// <summary>What is held about the child.</summary>
    /// <param name="json">Null where the client sent none.</param>
    public Task<string> DataAsync(Registration registration, string token, ReadOnlyMemory<byte>? json, LanguageWish wish = default) =>
        renderer.RenderAsync<DataPage>(new Dictionary<string, object?>
        {
            [nameof(DataPage.About)] = Show(registration, wish),
            [nameof(DataPage.Token)] = token,
            [nameof(DataPage.Lines)] = ShownData.Of(json),
        });

    /// <param name="token">Of the link that leads to this page.</param>
    /// <param name="locale">Of the registration.</param>
    public Task<string> ExpiredAsync(LanguageWish wish = default, string? token = null, string? locale = null) =>
        MessageAsync("Expired", asksForCode: false, wish, token, locale);

    public Task<string> InvalidAsync(LanguageWish wish = default) => MessageAsync("Invalid", asksForCode: true, wish);

    /// <param name="token">Of the link that leads to this page.</param>
    public Task<string> UnknownAsync(LanguageWish wish = default, string? token = null) =>
        MessageAsync("Unknown", asksForCode: false, wish, token);

    /// <summary>For a form that is none.</summary>
    public Task<string> UnreadableAsync(LanguageWish wish = default) => MessageAsync("Unreadable", asksForCode: true, wish);

    /// <summary>Something went wrong here. What was sent may have been kept before that, so the page does not say that it was not.</summary>
    public Task<string> FaultAsync(LanguageWish wish = default) => MessageAsync("Fault", asksForCode: false, wish);

    private Task<string> LiftPageAsync(string name, string clientId, string? token, LanguageWish wish) =>
        renderer.RenderAsync<LiftPage>(new Dictionary<string, object?>
        {
            [nameof(LiftPage.Texts)] = wish.For(null),
            [nameof(LiftPage.Name)] = name,
            [nameof(LiftPage.Client)] = ShownClient.Of(policies, clientId),
            [nameof(LiftPage.Token)] = token,
        });

    private ShownRegistration Show(Registration registration, LanguageWish wish) => new(registration, policies, clock.GetUtcNow(), wish);

    private Task<string> MessageAsync(string name, bool asksForCode, LanguageWish wish, string? token = null, string? locale = null) =>
        renderer.RenderAsync<MessagePage>(new Dictionary<string, object?>
        {
            [nameof(MessagePage.Texts)] = wish.For(locale),
            [nameof(MessagePage.Name)] = name,
            [nameof(MessagePage.AsksForCode)] = asksForCode,
            [nameof(MessagePage.LanguageChosen)] = wish.Chosen is not null,
            [nameof(MessagePage.Token)] = token,
        });

    private Task<string> WithoutRegistrationAsync<TPage>(LanguageWish wish)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        renderer.RenderAsync<TPage>(new Dictionary<string, object?>
        {
            [nameof(StartPage.Texts)] = wish.For(null),
            [nameof(StartPage.LanguageChosen)] = wish.Chosen is not null,
        });
}
