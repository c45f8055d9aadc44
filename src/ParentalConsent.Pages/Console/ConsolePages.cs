using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Trends;
using ParentalConsent.Core.Watch;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Console;

/// <summary>The pages for administrators, as HTML, in English.</summary>
public sealed class ConsolePages(PageRenderer renderer, PolicySet policies, TimeProvider clock)
{
    /// <param name="refused">A wrong key was entered.</param>
    /// <param name="withAccount">App Service Authentication is there to sign in with.</param>
    /// <param name="nameless">No name was entered with the key.</param>
    public Task<string> SignInAsync(bool refused, bool withAccount, bool nameless = false) => renderer.RenderAsync<SignInPage>(
        new Dictionary<string, object?>
        {
            [nameof(SignInPage.Refused)] = refused,
            [nameof(SignInPage.Nameless)] = nameless,
            [nameof(SignInPage.WithAccount)] = withAccount,
        });

    public Task<string> OverviewAsync(Overview overview) => renderer.RenderAsync<OverviewPage>(
        new Dictionary<string, object?> { [nameof(OverviewPage.Overview)] = overview });

    /// <param name="cursor">Where the page begins; null for the first.</param>
    public Task<string> DeletionLogAsync(DeletionLogPage page, DeletionLogFilters filters, LogCursor? cursor) =>
        LogAsync(page, filters, cursor, []);

    /// <param name="errors">What is wrong with the filters, in words.</param>
    public Task<string> WrongFiltersAsync(DeletionLogFilters filters, IReadOnlyList<string> errors) =>
        LogAsync(new DeletionLogPage([], null), filters, null, errors);

    /// <param name="holds">On this deletion.</param>
    /// <param name="mayAct">Whoever looks may have it tried again, resolve a step and set a hold.</param>
    /// <param name="reason">To resolve a step, as it was entered; null where nothing was.</param>
    /// <param name="problems">With that, in words.</param>
    public Task<string> DeletionAsync(
        DeletionLogEntry entry, CaseView view, IReadOnlyList<Hold> holds, bool mayAct, string? reason = null, IReadOnlyList<string>? problems = null) =>
        renderer.RenderAsync<DeletionPage>(new Dictionary<string, object?>
        {
            [nameof(DeletionPage.Entry)] = entry,
            [nameof(DeletionPage.Case)] = view,
            [nameof(DeletionPage.Holds)] = holds,
            [nameof(DeletionPage.MayAct)] = mayAct,
            [nameof(DeletionPage.Reason)] = reason,
            [nameof(DeletionPage.Problems)] = problems ?? [],
        });

    /// <param name="mayAct">Whoever looks may have cases tried again.</param>
    public Task<string> CasesAsync(CaseList list, bool mayAct) => renderer.RenderAsync<CasesPage>(
        new Dictionary<string, object?> { [nameof(CasesPage.List)] = list, [nameof(CasesPage.MayAct)] = mayAct });

    /// <param name="problems">With what was entered, in words.</param>
    public Task<string> HoldsAsync(IReadOnlyList<Hold> holds, HoldFields fields, IReadOnlyList<string> problems, bool mayAct) => renderer.RenderAsync<HoldsPage>(
        new Dictionary<string, object?>
        {
            [nameof(HoldsPage.Holds)] = holds,
            [nameof(HoldsPage.Fields)] = fields,
            [nameof(HoldsPage.Problems)] = problems,
            [nameof(HoldsPage.MayAct)] = mayAct,
        });

    /// <param name="active">It can still be ended.</param>
    /// <param name="reason">To end it, as it was entered; null where none was.</param>
    /// <param name="problems">With that reason, in words.</param>
    public Task<string> HoldAsync(Hold hold, bool active, string? reason, IReadOnlyList<string> problems, bool mayAct) => renderer.RenderAsync<HoldPage>(
        new Dictionary<string, object?>
        {
            [nameof(HoldPage.Hold)] = hold,
            [nameof(HoldPage.Active)] = active,
            [nameof(HoldPage.Reason)] = reason,
            [nameof(HoldPage.Problems)] = problems,
            [nameof(HoldPage.MayAct)] = mayAct,
        });

    public Task<string> VerificationAsync(DeletionLogVerdict verdict) => renderer.RenderAsync<VerificationPage>(
        new Dictionary<string, object?>
        {
            [nameof(VerificationPage.Verdict)] = verdict,
            [nameof(VerificationPage.At)] = clock.GetUtcNow(),
        });

    /// <summary>Which signed forms wait to be looked at.</summary>
    /// <param name="isFirst">The list begins here.</param>
    public Task<string> ReviewsAsync(ReviewList list, bool isFirst) => renderer.RenderAsync<ReviewsPage>(
        new Dictionary<string, object?> { [nameof(ReviewsPage.List)] = list, [nameof(ReviewsPage.IsFirst)] = isFirst });

    /// <summary>A signed form beside what it should say.</summary>
    /// <param name="kind">Null where the picture is not there.</param>
    /// <param name="problems">With what was entered, in words.</param>
    public Task<string> ReviewAsync(Registration registration, FormKind? kind, IReadOnlyList<string> problems) =>
        renderer.RenderAsync<ReviewPage>(new Dictionary<string, object?>
        {
            [nameof(ReviewPage.About)] = Show(registration),
            [nameof(ReviewPage.Kind)] = kind,
            [nameof(ReviewPage.Problems)] = problems,
        });

    /// <summary>To find a registration by its code, and to record the consent for it.</summary>
    /// <param name="registration">Null where none was found yet.</param>
    /// <param name="problems">With what was entered, in words.</param>
    public Task<string> AttestAsync(Registration? registration, AttestFields fields, IReadOnlyList<string> problems) =>
        renderer.RenderAsync<AttestPage>(new Dictionary<string, object?>
        {
            [nameof(AttestPage.About)] = registration is null ? null : Show(registration),
            [nameof(AttestPage.Fields)] = fields,
            [nameof(AttestPage.Problems)] = problems,
        });

    /// <param name="stop">Null where none is.</param>
    /// <param name="due">How many lines are due now.</param>
    /// <param name="problems">With what was entered, in words.</param>
    public Task<string> SafetyStopAsync(SafetyStop? stop, int due, ReleaseFields fields, IReadOnlyList<string> problems, bool mayAct) =>
        renderer.RenderAsync<SafetyStopPage>(new Dictionary<string, object?>
        {
            [nameof(SafetyStopPage.Stop)] = stop,
            [nameof(SafetyStopPage.Due)] = due,
            [nameof(SafetyStopPage.At)] = clock.GetUtcNow(),
            [nameof(SafetyStopPage.Fields)] = fields,
            [nameof(SafetyStopPage.Problems)] = problems,
            [nameof(SafetyStopPage.MayAct)] = mayAct,
        });

    public Task<string> TrendsAsync(TrendReport trends) => renderer.RenderAsync<TrendsPage>(
        new Dictionary<string, object?> { [nameof(TrendsPage.Trends)] = trends });

    public Task<string> SignalsAsync(IReadOnlyList<SignalReport> reports) => renderer.RenderAsync<SignalsPage>(
        new Dictionary<string, object?> { [nameof(SignalsPage.Reports)] = reports });

    public Task<string> WebhooksAsync(IReadOnlyList<WebhookOverview> webhooks, bool mayAct) => renderer.RenderAsync<WebhooksPage>(
        new Dictionary<string, object?> { [nameof(WebhooksPage.Webhooks)] = webhooks, [nameof(WebhooksPage.MayAct)] = mayAct });

    public Task<string> DiscoveriesAsync(IReadOnlyList<DiscoveryProgress> discoveries) => renderer.RenderAsync<DiscoveriesPage>(
        new Dictionary<string, object?> { [nameof(DiscoveriesPage.Discoveries)] = discoveries });

    /// <param name="follow">The page loads itself again until it is finished.</param>
    public Task<string> DiscoveryAsync(DiscoveryProgress progress, bool follow) => renderer.RenderAsync<DiscoveryPage>(
        new Dictionary<string, object?> { [nameof(DiscoveryPage.Progress)] = progress, [nameof(DiscoveryPage.Follow)] = follow });

    /// <param name="mayAct">Whoever looks may have it deleted.</param>
    /// <param name="fields">For that, as they were entered; null where nothing was.</param>
    /// <param name="problems">With that, in words.</param>
    public Task<string> RegistrationAsync(
        Registration registration, IReadOnlyList<HistoryEntry> history, bool mayAct = false, RemovalFields? fields = null, IReadOnlyList<string>? problems = null) =>
        renderer.RenderAsync<RegistrationPage>(new Dictionary<string, object?>
        {
            [nameof(RegistrationPage.Registration)] = registration,
            [nameof(RegistrationPage.History)] = history,
            [nameof(RegistrationPage.MayDelete)] = mayAct && !registration.EndsInDeletion,
            [nameof(RegistrationPage.Fields)] = fields ?? RemovalFields.Empty,
            [nameof(RegistrationPage.Problems)] = problems ?? [],
        });

    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="errors">What is wrong with the filters, in words.</param>
    public Task<string> StaffLogAsync(StaffLogPage page, StaffLogFilters filters, StaffLogCursor? cursor, IReadOnlyList<string> errors) =>
        renderer.RenderAsync<StaffPage>(new Dictionary<string, object?>
        {
            [nameof(StaffPage.Log)] = page,
            [nameof(StaffPage.Filters)] = filters,
            [nameof(StaffPage.Cursor)] = cursor,
            [nameof(StaffPage.Errors)] = errors,
        });

    /// <param name="path">Where to go from here.</param>
    public Task<string> NoticeAsync(string title, string text, string path, string label) => renderer.RenderAsync<NoticePage>(
        new Dictionary<string, object?>
        {
            [nameof(NoticePage.Title)] = title,
            [nameof(NoticePage.Text)] = text,
            [nameof(NoticePage.Path)] = path,
            [nameof(NoticePage.Label)] = label,
        });

    private ShownRegistration Show(Registration registration) => new(registration.AsSaid(), policies, clock.GetUtcNow());

    private Task<string> LogAsync(DeletionLogPage page, DeletionLogFilters filters, LogCursor? cursor, IReadOnlyList<string> errors) =>
        renderer.RenderAsync<LogPage>(new Dictionary<string, object?>
        {
            [nameof(LogPage.Log)] = page,
            [nameof(LogPage.Filters)] = filters,
            [nameof(LogPage.Clients)] = policies.Clients.Keys,
            [nameof(LogPage.Errors)] = errors,
            [nameof(LogPage.Cursor)] = cursor,
        });
}
