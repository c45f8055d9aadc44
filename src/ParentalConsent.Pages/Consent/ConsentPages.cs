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
    public Task<string> HomeAsync() => WithoutRegistrationAsync<HomePage>();

    /// <summary>Takes the code, from the link or by hand.</summary>
    public Task<string> StartAsync() => WithoutRegistrationAsync<StartPage>();

    /// <summary>The direct notice, and the form for the decision.</summary>
    /// <param name="fields">What was entered before, when something is wrong with it.</param>
    public Task<string> DecideAsync(
        Registration registration, string token, DecisionFields fields, IReadOnlyList<FieldProblem> problems) =>
        renderer.RenderAsync<DecidePage>(new Dictionary<string, object?>
        {
            [nameof(DecidePage.About)] = Show(registration),
            [nameof(DecidePage.Token)] = token,
            [nameof(DecidePage.Fields)] = fields,
            [nameof(DecidePage.Problems)] = problems,
        });

    /// <summary>What was allowed, and the form to withdraw it.</summary>
    /// <param name="isSecond">For the second guardian.</param>
    public Task<string> ManageAsync(
        Registration registration, string token, DecisionFields fields, IReadOnlyList<FieldProblem> problems, bool isSecond = false) =>
        renderer.RenderAsync<ManagePage>(new Dictionary<string, object?>
        {
            [nameof(ManagePage.About)] = Show(registration),
            [nameof(ManagePage.Token)] = token,
            [nameof(ManagePage.Fields)] = fields,
            [nameof(ManagePage.Problems)] = problems,
            [nameof(ManagePage.IsSecond)] = isSecond,
        });

    /// <param name="earlier">It was decided before this request.</param>
    /// <param name="manageToken">For whoever just granted: leads to the page to withdraw.</param>
    /// <param name="liftToken">For whoever just said "not my child": leads to the page to allow mails again.</param>
    public Task<string> OutcomeAsync(
        Registration registration, bool earlier, string? manageToken = null, string? liftToken = null) =>
        renderer.RenderAsync<OutcomePage>(new Dictionary<string, object?>
        {
            [nameof(OutcomePage.About)] = Show(registration),
            [nameof(OutcomePage.Earlier)] = earlier,
            [nameof(OutcomePage.ManageToken)] = manageToken,
            [nameof(OutcomePage.LiftToken)] = liftToken,
        });

    /// <summary>The form that allows mails about a client again, after "not my child".</summary>
    public Task<string> LiftAsync(string clientId, string token) => LiftPageAsync("Lift", clientId, token);

    /// <summary>It is not the second guardian's child: they are not asked any more.</summary>
    /// <param name="code">Leads to the page to allow mails again.</param>
    public Task<string> LeftAsync(Registration left, string code) =>
        renderer.RenderAsync<LeftPage>(new Dictionary<string, object?>
        {
            [nameof(LeftPage.About)] = Show(left),
            [nameof(LeftPage.Code)] = code,
        });

    /// <summary>Mails about a client are allowed again.</summary>
    public Task<string> LiftedAsync(string clientId) => LiftPageAsync("Lifted", clientId, token: null);

    /// <summary>Mails are not stopped, so there is nothing to allow.</summary>
    public Task<string> NothingToLiftAsync() => MessageAsync("NothingToLift", asksForCode: false);

    public Task<string> ExpiredAsync() => MessageAsync("Expired", asksForCode: false);

    public Task<string> InvalidAsync() => MessageAsync("Invalid", asksForCode: true);

    public Task<string> UnknownAsync() => MessageAsync("Unknown", asksForCode: false);

    /// <summary>For a form that is none.</summary>
    public Task<string> UnreadableAsync() => MessageAsync("Unreadable", asksForCode: true);

    private Task<string> LiftPageAsync(string name, string clientId, string? token) =>
        renderer.RenderAsync<LiftPage>(new Dictionary<string, object?>
        {
            [nameof(LiftPage.Texts)] = Texts.For(null),
            [nameof(LiftPage.Name)] = name,
            [nameof(LiftPage.Client)] = ShownClient.Of(policies, clientId),
            [nameof(LiftPage.Token)] = token,
        });

    private ShownRegistration Show(Registration registration) => new(registration, policies, clock.GetUtcNow());

    private Task<string> MessageAsync(string name, bool asksForCode) =>
        renderer.RenderAsync<MessagePage>(new Dictionary<string, object?>
        {
            [nameof(MessagePage.Texts)] = Texts.For(null),
            [nameof(MessagePage.Name)] = name,
            [nameof(MessagePage.AsksForCode)] = asksForCode,
        });

    private Task<string> WithoutRegistrationAsync<TPage>()
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        renderer.RenderAsync<TPage>(new Dictionary<string, object?> { ["Texts"] = Texts.For(null) });
}
