using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Trends;
using ParentalConsent.Core.Watch;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Pages.Certificates;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Console;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Pages.Tests;

/// <summary>Every page there is, in each of its states.</summary>
internal static class Every
{
    private static readonly MemoryTime Clock = new();

    public static ConsentPages Consent { get; } = new(Sample.Renderer, Sample.Policies, Clock);

    public static CertificatePages Certificates { get; } = new(Sample.Renderer, Sample.Policies, Sample.Address);

    public static ConsolePages Console { get; } = new(Sample.Renderer, Sample.Policies, Clock);

    public static DeletionLogEntry Entry { get; } = DeletionChain.Append(
        null,
        new LogRecord
        {
            Kind = LogKind.Deletion,
            Key = Sample.Waiting.DeletionId,
            DeletionId = Sample.Waiting.DeletionId,
            RegistrationId = Sample.Waiting.Id,
            ClientId = "wayfarer",
            Reason = DeletionReason.Expired,
            CollectedAt = Sample.Now.AddDays(-14),
            Deadline = Sample.Now,
            DecidedAt = null,
            DeletedAt = Sample.Now.AddSeconds(20),
        },
        Sample.Now.AddSeconds(21));

    public static DeletionLogEntry Hold { get; } = DeletionChain.Append(
        null,
        new LogRecord
        {
            Kind = LogKind.HoldSet,
            Key = $"hold-{Sample.Waiting.DeletionId}",
            DeletionId = Sample.Waiting.DeletionId,
            Facts = LogFacts.Of(("until", "2031-01-01")),
        },
        Sample.Now.AddSeconds(22));

    public static IReadOnlyDictionary<string, Func<Task<string>>> Page { get; } = new Dictionary<string, Func<Task<string>>>
    {
        ["home"] = () => Consent.HomeAsync(),
        ["start"] = () => Consent.StartAsync(),
        ["decide"] = () => DecideAsync(DecisionFields.Empty, []),
        ["decide, nothing entered"] = () => DecideAsync(DecisionFields.Empty, DecisionRules.Check(DecisionFields.Empty)),
        ["decide, grant only"] = () => DecideAsync(Grant, DecisionRules.Check(Grant)),
        ["form awaited"] = () => StepAsync(VerificationStep.FormAwaited),
        ["form awaited, wrong type"] = () => StepAsync(VerificationStep.FormAwaited, "Error.form.WrongType"),
        ["form received"] = () => StepAsync(VerificationStep.FormReceived),
        ["form rejected"] = () => StepAsync(VerificationStep.FormRejected),
        ["call awaited"] = () => StepAsync(VerificationStep.CallAwaited),
        ["provider awaited"] = () => StepAsync(VerificationStep.ProviderAwaited),
        ["manage"] = () => Consent.ManageAsync(Sample.Granted, Sample.Token, DecisionFields.Empty, []),
        ["manage, nothing entered"] = () => Consent.ManageAsync(
            Sample.Granted, Sample.Token, DecisionFields.Empty, [new FieldProblem(DecisionFields.GuardianNameName, "Error.guardianName.missing")]),
        ["data"] = () => Consent.DataAsync(Sample.Granted, Sample.Token, """{"nick":"Froggo","friends":[{"name":"<b>Bo</b>"},true],"none":null}"""u8.ToArray()),
        ["data, none"] = () => Consent.DataAsync(Sample.Granted, Sample.Token, null),
        ["granted"] = () => Consent.OutcomeAsync(Sample.Granted, earlier: false, Sample.Token),
        ["granted earlier"] = () => Consent.OutcomeAsync(Sample.Granted, earlier: true),
        ["refused"] = () => Ended(RegistrationState.Refused),
        ["disowned"] = () => Ended(RegistrationState.Disowned),
        ["disowned just now"] = () => Consent.OutcomeAsync(
            Sample.Decided(RegistrationState.Disowned), earlier: false, liftToken: Sample.Token),
        ["left"] = () => Consent.LeftAsync(Sample.Granted, Sample.Token),
        ["decide, two guardians"] = () => Consent.DecideAsync(Sample.Waiting with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, []),
        ["decide, the other's yes is checked"] = () => Consent.DecideAsync(
            Sample.Waiting with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, [], isChecked: true),
        ["question"] = () => Consent.DecideAsync(Sample.Question, Sample.Token, DecisionFields.Empty, []),
        ["question, nothing entered"] = () => Consent.DecideAsync(
            Sample.Question, Sample.Token, DecisionFields.Empty, DecisionRules.Check(DecisionFields.Empty)),
        ["question, the other's yes is checked"] = () => Consent.DecideAsync(
            Sample.Question with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, [], isChecked: true),
        ["question, the other said yes"] = () => Consent.DecideAsync(
            Sample.Further with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, [], isChecked: true),
        ["question, form awaited"] = () => Consent.StepAsync(Sample.At(VerificationStep.FormAwaited) with { IsQuestion = true }, Sample.Token, []),
        ["question, allowed"] = () => Consent.QuestionOverAsync(Sample.Further, earlier: false),
        ["question, allowed earlier"] = () => Consent.QuestionOverAsync(Sample.Further with { Second = Sample.Second }, earlier: true, token: Sample.Token),
        ["question, refused"] = () => Consent.QuestionOverAsync(Sample.Question with { State = RegistrationState.Refused }, earlier: false),
        ["question, not their child"] = () => Consent.QuestionOverAsync(
            Sample.Question with { State = RegistrationState.Refused }, earlier: false, liftToken: Sample.Token),
        ["question, lapsed"] = () => Consent.QuestionOverAsync(Sample.Question, earlier: true, token: Sample.Token),
        ["manage, two guardians"] = () => Consent.ManageAsync(
            Sample.Granted with { Second = Sample.Second }, Sample.Token, DecisionFields.Empty, [], isTheirs: false, isSecond: true),
        ["refused earlier, two guardians"] = () => Consent.OutcomeAsync(
            Sample.Decided(RegistrationState.Refused) with { Second = Sample.Second }, earlier: true),
        ["lift"] = () => Consent.LiftAsync("wayfarer", Sample.Token),
        ["lift, client gone"] = () => Consent.LiftAsync("gone", Sample.Token),
        ["lifted"] = () => Consent.LiftedAsync("wayfarer"),
        ["nothing to lift"] = () => Consent.NothingToLiftAsync(),
        ["withdrawn"] = () => Ended(RegistrationState.Withdrawn),
        ["erased"] = () => Consent.OutcomeAsync(
            Sample.Decided(RegistrationState.Withdrawn) with { DeletionReason = DeletionReason.GuardianRequest }, earlier: false),
        ["cancelled"] = () => Ended(RegistrationState.Cancelled),
        ["of age"] = () => Ended(RegistrationState.OfAge),
        ["deleted"] = () => Consent.OutcomeAsync(
            Sample.Decided(RegistrationState.Deleted) with { DeletionReason = DeletionReason.Refused, Details = null, DecidedAt = null }, earlier: true),
        ["check, at the provider's address"] = () => CheckAsync(VerificationStep.ProviderAwaited, new CheckStart.AtAddress(new Uri("https://check.example/?reference=r"))),
        ["check, by the provider's mail"] = () => CheckAsync(VerificationStep.ProviderAwaited, new CheckStart.ByMail()),
        ["check, mailed earlier"] = () => CheckAsync(VerificationStep.ProviderAwaited, null),
        ["check, not now"] = () => CheckAsync(VerificationStep.ProviderAwaited, new CheckStart.NotNow("HTTP 503")),
        ["check, failed"] = () => CheckAsync(VerificationStep.ProviderFailed, new CheckStart.AtAddress(new Uri("https://check.example/?reference=r"))),
        ["check, revoked"] = () => CheckAsync(VerificationStep.ProviderRevoked, null),
        ["check, provider gone"] = () => Consent.StepAsync(Waits(VerificationStep.ProviderAwaited), Sample.Token, [], check: new CheckShown(null, new CheckStart.NotNow("not configured"))),
        ["returned, waiting"] = () => Consent.ReturnedAsync(Waits(VerificationStep.ProviderAwaited)),
        ["returned, counts"] = () => Consent.ReturnedAsync(Sample.Granted with { Verification = new() { Step = VerificationStep.Completed } }),
        ["returned, failed"] = () => Consent.ReturnedAsync(Waits(VerificationStep.ProviderFailed)),
        ["returned, over"] = () => Consent.ReturnedAsync(null),
        ["revoked"] = () => Consent.OutcomeAsync(
            Sample.Decided(RegistrationState.Withdrawn) with { Verification = new() { Step = VerificationStep.ProviderRevoked } }, earlier: true),
        ["expired"] = () => Consent.ExpiredAsync(),
        ["invalid"] = () => Consent.InvalidAsync(),
        ["unknown"] = () => Consent.UnknownAsync(),
        ["fault"] = () => Consent.FaultAsync(),
        ["unreadable"] = () => Consent.UnreadableAsync(),
        ["certificate"] = () => Certificates.ShowAsync(Certified()),
        ["certificate, not complete"] = () => Certificates.ShowAsync(Certified(complete: false)),
        ["certificate, too far"] = () => Certificates.ShowAsync(Certified() with { Log = new CertificateLog(LogEntryJson.LineOf(Entry)) { Unproven = CertificateLog.TooFar } }),
        ["no certificate"] = () => Certificates.UnknownAsync(Sample.Waiting.DeletionId),
        ["log altered"] = () => Certificates.AlteredAsync(Sample.Waiting.DeletionId),
        ["check certificate"] = () => Certificates.CheckAsync(),
        ["check certificate, nothing sent"] = () => Certificates.CheckAsync("Error.certificate.missing"),
        ["checked, holds"] = () => CheckedAsync(Certified(), CertificateFinding.Genuine, CertificateFinding.EntryIntact, CertificateFinding.StatementAgrees, CertificateFinding.ChainLeads, CertificateFinding.CheckpointGenuine, CertificateFinding.StepsProven, CertificateFinding.Complete),
        ["checked, open"] = () => CheckedAsync(Certified(complete: false), CertificateFinding.Genuine, CertificateFinding.NotSignedYet, CertificateFinding.TooFar, CertificateFinding.StepsNotProvenYet, CertificateFinding.ClosedByPerson, CertificateFinding.NotComplete),
        ["checked, fails"] = () => CheckedAsync(Certified(), CertificateFinding.BadSignature, CertificateFinding.KeyUnknown, CertificateFinding.EntryChanged, CertificateFinding.StatementDiffers, CertificateFinding.ChainBroken, CertificateFinding.CheckpointNotGenuine, CertificateFinding.StepsDiffer),
        ["checked, unreadable"] = () => CheckedAsync(null, CertificateFinding.Unreadable),
        ["console sign-in"] = () => Console.SignInAsync(refused: false, withAccount: true),
        ["console sign-in, refused"] = () => Console.SignInAsync(refused: true, withAccount: false),
        ["console sign-in, nameless"] = () => Console.SignInAsync(refused: false, withAccount: false, nameless: true),
        ["console overview"] = () => Console.OverviewAsync(Overview()),
        ["console overview, troubled"] = () => Console.OverviewAsync(Overview() with
        {
            Deadlines = new DeadlineCounts(5, 2, 3, Sample.Now.AddHours(-5)),
            MailFailures = [new MailFailure(Sample.Waiting.Id, "wayfarer", MailKind.Notice, "421", 5, false, Sample.Now)],
            Watch = Watch(
                DeletionState.ClockDiffers,
                new SweepFindings(Sample.Now, 3, Sample.Now.AddHours(-5), 0, 0, 3, TimeSpan.FromHours(-2)),
                new OwedBesides(Sample.Now.AddHours(-4), Sample.Now.AddHours(-3), 2)),
        }),
        ["console log"] = () => Console.DeletionLogAsync(new DeletionLogPage([Entry], new LogCursor([1, 1, 1, 1])), new DeletionLogFilters("2026-11-01", null, "gone", "expired"), new LogCursor([9, 1, 1, 1])),
        ["console log, all kinds"] = () => Console.DeletionLogAsync(new DeletionLogPage([Entry, Hold, DeletionLogEntry.Unreadable(2, 3)], null), new DeletionLogFilters(null, null, null, null, "all"), null),
        ["console log, empty"] = () => Console.DeletionLogAsync(new DeletionLogPage([], null), new DeletionLogFilters(null, null, null, null), null),
        ["console log, wrong filters"] = () => Console.WrongFiltersAsync(new DeletionLogFilters("x", null, null, null), ["from: Must be a day."]),
        ["console deletion"] = () => Console.DeletionAsync(Entry, EveryCase.Complete, [], mayAct: true),
        ["console deletion, open"] = () => Console.DeletionAsync(Entry, EveryCase.Open, [], mayAct: true),
        ["console deletion, open, for an auditor"] = () => Console.DeletionAsync(Entry, EveryCase.Overdue, [], mayAct: false),
        ["console deletion, problems"] = () => Console.DeletionAsync(Entry, EveryCase.Overdue, [], mayAct: true, "<b>", ["Enter why, in 10 to 500 characters."]),
        ["console cases"] = () => Console.CasesAsync(new CaseList([EveryCase.Overdue, EveryCase.Open, EveryCase.Planned], HasMore: true), mayAct: true),
        ["console cases, for an auditor"] = () => Console.CasesAsync(new CaseList([EveryCase.Overdue], HasMore: false), mayAct: false),
        ["console cases, none"] = () => Console.CasesAsync(new CaseList([], HasMore: false), mayAct: true),
        ["console deletion, held"] = () => Console.DeletionAsync(Entry, EveryCase.Complete, [Held, Held with { State = HoldState.Expired, EndedAt = Sample.Now }], mayAct: true),
        ["console holds"] = () => Console.HoldsAsync([Held], HoldFields.New(null), [], mayAct: true),
        ["console holds, none"] = () => Console.HoldsAsync([], HoldFields.New(null), [], mayAct: true),
        ["console holds, problems"] = () => Console.HoldsAsync(
            [], new HoldFields("0123456789abcdef", "x", "<b>", "0"), ["Enter for how many days, 1 to 730."], mayAct: true),
        ["console hold"] = () => Console.HoldAsync(Held, active: true, null, [], mayAct: true),
        ["console hold, problems"] = () => Console.HoldAsync(Held, active: true, "x", ["Enter why, in 10 to 500 characters of plain text."], mayAct: true),
        ["console hold, its time over"] = () => Console.HoldAsync(Held, active: false, null, [], mayAct: true),
        ["console hold, released"] = () => Console.HoldAsync(
            Held with { State = HoldState.Released, EndedAt = Sample.Now, EndedBy = "Bob", EndReason = "The case is closed.", Logged = true }, active: false, null, [], mayAct: true),
        ["console verified"] = () => Console.VerificationAsync(new DeletionLogVerdict(3, null, null, null)),
        ["console broken"] = () => Console.VerificationAsync(new DeletionLogVerdict(3, 1, 2, "changed")),
        ["console webhooks"] = () => Console.WebhooksAsync(
        [
            new("games", new Uri("https://games.example/hook"), new WebhookState { LastStatus = "200", LastSuccessAt = Sample.Now }),
            new("school", new Uri("https://school.example/hook"), new WebhookState
            {
                Held = [new HeldEvent(3, "r", 10, Sample.Now, Sample.Now)], LastStatus = "noConnection", FailingSince = Sample.Now, PausedAt = Sample.Now, ProbeAt = Sample.Now,
            }),
        ], mayAct: true),
        ["console discoveries"] = () => Console.DiscoveriesAsync([Discovered(200, ended: true), Discovered(3, ended: false)]),
        ["console discoveries, none"] = () => Console.DiscoveriesAsync([]),
        ["console discovery"] = () => Console.DiscoveryAsync(Discovered(40, ended: false), follow: false),
        ["console discovery, followed"] = () => Console.DiscoveryAsync(Discovered(40, ended: false), follow: true),
        ["console discovery, finished"] = () => Console.DiscoveryAsync(Discovered(200, ended: true), follow: true),
        ["console webhooks, none"] = () => Console.WebhooksAsync([], mayAct: true),
        ["console reviews"] = () => Console.ReviewsAsync(new([Sample.At(VerificationStep.FormReceived)], new(Sample.Now, new string('0', 32))), isFirst: true),
        ["console reviews, last page"] = () => Console.ReviewsAsync(new([], null), isFirst: false),
        ["console reviews, none"] = () => Console.ReviewsAsync(new([], null), isFirst: true),
        ["console review"] = () => Console.ReviewAsync(Sample.At(VerificationStep.FormReceived), FormKind.Jpeg, []),
        ["console review, PDF, problems"] = () => Console.ReviewAsync(
            Sample.At(VerificationStep.FormReceived), FormKind.Pdf, ["Say what you found."]),
        ["console review, no picture"] = () => Console.ReviewAsync(Sample.At(VerificationStep.FormReceived), null, []),
        ["console attest"] = () => Console.AttestAsync(null, AttestFields.Empty, []),
        ["console attest, found"] = () => Console.AttestAsync(Sample.At(VerificationStep.CallAwaited), AttestFields.Empty, ["Say how you received the consent."]),
        ["console overview, stopped"] = () => Console.OverviewAsync(Overview() with { Watch = Watch(DeletionState.Stopped) }),
        ["console safety stop, none"] = () => Console.SafetyStopAsync(null, 0, ReleaseFields.Empty, [], mayAct: true),
        ["console safety stop"] = () => Console.SafetyStopAsync(Stop, 8123, ReleaseFields.Empty, [], mayAct: true),
        ["console safety stop, problems"] = () => Console.SafetyStopAsync(Stop, 8123, new ReleaseFields("x", "y", "z"), ["Enter why, in 10 to 500 characters."], mayAct: true),
        ["console safety stop, released"] = () => Console.SafetyStopAsync(
            Stop with { Release = new SafetyRelease("2", "Ada", "The first of September.", Sample.Now, 9000, Sample.Now.AddHours(24), true) }, 12, ReleaseFields.Empty, [], mayAct: true),
        ["console trends"] = () => Console.TrendsAsync(Trends()),
        ["console trends, nothing"] = () => Console.TrendsAsync(
            Trends() with { Days = [.. Trends().Days.Select(day => DeletionDay.Of(day.Day, []))], Waiting = [], IsWhole = false }),
        ["console staff log"] = () => Console.StaffLogAsync(
            new StaffLogPage([.. Enum.GetValues<StaffOutcome>().Select(StaffEntry)], StaffLogCursor.Of(StaffEntry(StaffOutcome.Done))),
            new StaffLogFilters("2026-11-01", null, "Ada", "seeForm"), StaffLogCursor.Of(StaffEntry(StaffOutcome.Begun)), []),
        ["console staff log, empty"] = () => Console.StaffLogAsync(new StaffLogPage([], null), new StaffLogFilters(null, null, null, null), null, []),
        ["console staff log, wrong filters"] = () => Console.StaffLogAsync(
            new StaffLogPage([], null), new StaffLogFilters("x", null, null, null), null, ["from: Must be a day."]),
        ["console notice"] = () => Console.NoticeAsync("No such deletion", "There is none.", "/console", "Back"),
    };

    public static TheoryData<string> Name => new(Page.Keys);

    public static async Task<IHtmlDocument> ReadAsync(string name) => Parse(await Page[name]());

    public static IHtmlDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

    public static Overview Overview() => new(
        Sample.Now, new DeadlineCounts(1240, 12, 0, null), 5310, [],
        [new QueueStatus("outgoing-mail", 3, 0, true), new QueueStatus("reminders", 120, 0, false), new QueueStatus("deletions", 0, 0, false)],
        Watch(DeletionState.Good));

    private static SafetyStop Stop => new() { Id = "1", TrippedAt = Sample.Now.AddHours(-2), Due = 8000, Limit = 5000, Logged = true };

    /// <summary>A month that ended in a busy day.</summary>
    public static TrendReport Trends()
    {
        var today = DateOnly.FromDateTime(Sample.Now.UtcDateTime);
        return new TrendReport(
            Sample.Now,
            [.. Enumerable.Range(0, 30).Select(day => DeletionDay.Of(
                today.AddDays(day - 29),
                [.. Enumerable.Range(0, day * day % 47 * 3).Select(number => ((DeletionReason)(number % 5 * number % 5), TimeSpan.FromSeconds(20 + (number * day % 400))))]))],
            [.. Enumerable.Range(0, 30).Select(day => (today.AddDays(day - 29), day * 7 % 31))],
            true,
            [.. Enumerable.Range(0, 31).Select(day => (today.AddDays(day), day < 15 ? 40 + (day * 17 % 60) : 0))]);
    }

    public static WatchReport Watch(DeletionState state, SweepFindings? sweep = null, OwedBesides? owed = null)
    {
        var function = new WatchedFunction("DeleteUnconsented", null, at => at.AddMinutes(5));
        var beat = new Heartbeat(function.Name, Sample.Now.AddMinutes(-1), Sample.Now.AddMinutes(-1), Sample.Now.AddDays(-3), "RequestFailedException 503");
        var mails = new WatchedFunction("SendMail", "outgoing-mail", null);
        return new WatchReport(
            new DeletionHealth(
                Sample.Now,
                state,
                null,
                new SweepState { Last = sweep ?? new SweepFindings(Sample.Now.AddMinutes(-1), 0, null, 0, 0, 0, null) },
                owed ?? OwedBesides.Nothing),
            [new FunctionStatus(function, beat, null, false), new FunctionStatus(mails, null, Sample.Now.AddHours(-1), state is not DeletionState.Good)]);
    }

    /// <summary>Of 200 lines, so many worked off.</summary>
    public static DiscoveryProgress Discovered(long workedOff, bool ended) => new(
        new Discovery { Id = Sample.Waiting.Id, ClientId = "wayfarer", CreatedAt = Sample.Now.AddHours(-1), NextLine = 201, Ended = ended },
        workedOff,
        new Dictionary<DiscoveryOutcome, long> { [DiscoveryOutcome.Pending] = workedOff - 2, [DiscoveryOutcome.NotWorkedOff] = 2 });

    private static Hold Held => new(
        "0123456789abcdef", Sample.Waiting.DeletionId, Sample.Waiting.Id, "wayfarer", "File 12/2026 of the authority", "Ada", Sample.Now.AddDays(-1), Sample.Now.AddDays(9));

    private static StaffLogEntry StaffEntry(StaffOutcome outcome) => new(
        "0123456789abcdef", Sample.Now, "Ada", StaffRole.Operator, StaffSignIn.Key,
        outcome is StaffOutcome.Begun ? "wordOfAnotherVersion" : "seeForm", outcome is StaffOutcome.Refused ? null : Sample.Waiting.Id, outcome);

    /// <summary>Of a deletion whose every step differs; the reason is the one in the log.</summary>
    public static Certificate Certified(bool complete = true) => new()
    {
        Iss = "https://consent.example",
        Iat = Sample.Now.ToUnixTimeSeconds(),
        DeletionId = Sample.Waiting.DeletionId,
        Client = "wayfarer",
        Reason = Entry.Record.Reason,
        Purposes = ["recommendations", "gone"],
        CollectedAt = Entry.Record.CollectedAt,
        Deadline = Entry.Record.Deadline,
        DecidedAt = Sample.Now,
        DeletedAt = Entry.Record.DeletedAt,
        Complete = complete,
        Steps =
        [
            .. CertificateSteps.OfService(Entry.Record),
            new(StepNames.ClientSystems, Done: complete, complete ? Sample.Now : null, complete ? CertificateStep.ByClient : null) { Systems = complete ? ["crm", "mail-list"] : null },
            new("target:profiles", Done: true, Sample.Now, CertificateStep.ByOperator),
            new("target:uploads", Done: true) { Count = 1234 },
        ],
        Log = new CertificateLog(LogEntryJson.LineOf(Entry)) { Unproven = CertificateLog.NotSigned },
    };

    private static Task<string> CheckedAsync(Certificate? certificate, params CertificateFinding[] findings) =>
        Certificates.CheckedAsync(new CertificateVerdict(certificate, findings));

    private static Task<string> StepAsync(VerificationStep step, string? problem = null) => Consent.StepAsync(
        Sample.At(step), Sample.Token, problem is null ? [] : [new FieldProblem(FormStep.FieldName, problem)]);

    private static DecisionFields Grant => DecisionFields.Empty with { Decision = DecisionWords.Grant, Purposes = ["partners"], GuardianName = "X" };

    private static Task<string> DecideAsync(DecisionFields fields, IReadOnlyList<FieldProblem> problems) =>
        Consent.DecideAsync(Sample.Waiting, Sample.Token, fields, problems);

    private static Registration Waits(VerificationStep step) => Sample.Waiting with { Verification = new() { Step = step, Reference = "r", Provider = "check" } };

    private static Task<string> CheckAsync(VerificationStep step, CheckStart? start) =>
        Consent.StepAsync(Waits(step), Sample.Token, [], check: new CheckShown("Adult Check", start));

    private static Task<string> Ended(RegistrationState state) => Consent.OutcomeAsync(Sample.Decided(state), earlier: true);

    private sealed class MemoryTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Sample.Now;
    }
}
