using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Watch;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>All verbs on memory ports, with queues that deliver again what failed and a timer, driven by a test's clock.</summary>
internal sealed class World
{
    private const int MaxDequeueCount = 5;

    public static readonly ClientPolicy Client = new()
    {
        Id = "games",
        Name = "Games",
        Contact = "privacy@games.example",
        PrivacyPolicy = new Uri("https://games.example/privacy"),
        Purposes = ["account", "newsletter"],
        ReminderDays = [1, 3, 7],
        QuickAnswerSeconds = 0,
    };

    private readonly LinkTokens tokens;

    public World(ClientPolicy? client = null, DeletionLimits? limits = null)
    {
        TheClient = client ?? Client;
        StorageClock = new MemoryStorageClock(Clock);
        var time = new StorageTime(StorageClock, limits ?? DeletionLimits.Usual, Clock);
        var policies = Policies = new PolicySet(
            ShippedNotices.All,
            new Dictionary<string, ClientPolicy> { ["games"] = TheClient, ["school"] = TheClient with { Id = "school" } },
            new Dictionary<string, Purpose>
            {
                ["account"] = PurposeOf("account", true),
                ["newsletter"] = PurposeOf("newsletter", false),
                ["profile"] = PurposeOf("profile", true),
                ["partners"] = PurposeOf("partners", false) with { DisclosesToThirdParties = true },
            },
            new Dictionary<string, CountryRule>());
        Store = new MemoryRegistrationStore(Calls);
        Deadlines = new MemoryDeadlineIndex(Calls);
        Log = new MemoryDeletionLog(Clock, Calls);
        Queues = new MemoryWorkQueues(Clock, Calls);
        Mailer = new MemoryMailer(Calls);
        Failures = new MemoryMailFailures(Calls);
        Signals = new MemorySignalReports(Calls);
        Notices = new MemoryNotices(Calls);
        var publish = new PublishNotice(Notices);
        var keys = new SecretKeys(new MemorySecretSource(), Clock);
        var ids = Ids = new RegistrationIds(keys);
        tokens = new LinkTokens(keys);
        var mails = new MailIds(keys);
        Feed = new MemoryEventFeed(Clock, Calls);
        var emit = new EmitEvents(Feed, Queues, policies);
        var bounce = new TellBounce(emit, Clock);
        var link = new LinkSiblings(publish, policies, tokens);
        var askedToo = new NoteAskedToo(Store, Clock);
        var delivery = new MailDelivery(Store, new PlainComposer(), mails, Mailer, Failures, askedToo, bounce, Clock, NullLogger<MailDelivery>.Instance);
        Guardians = new MemoryGuardianStore(Calls);
        var mark = new MarkSiblings(Store, Clock);
        var suppress = Suppress = new SuppressMails(Guardians, mark);
        var admit = new AdmitAskingMail(Guardians, mark, Clock);
        var requests = new RequestDelivery(delivery, link, publish, policies, tokens);
        var ask = new AskParent(Store, Queues, admit, requests, policies, Clock);
        var tellSecond = new TellSecondGuardian(
            Store, Queues, admit, suppress, new SecondDelivery(Store, new PlainComposer(), mails, Mailer, Failures, askedToo, bounce, Clock), link, bounce, publish, tokens, policies, Clock);
        var mailQuestion = new MailQuestion(
            Store, Queues, admit, suppress, new QuestionDelivery(Store, new PlainComposer(), mails, Mailer, Failures, askedToo, bounce, Clock), link, bounce, publish, tokens, policies, Clock);
        More = new AskForMore(Store, Queues, Signals, policies, Clock);
        var askAgain = new AskAgain(Queues, admit, requests, delivery, policies, Clock);
        Report = new RecordDeliveryReport(Store, Failures, mails, ids, bounce, Clock, NullLogger<RecordDeliveryReport>.Instance);
        var signs = new GuardianSigns(ids, policies);
        Cases = new CaseParts(Calls, Store, Log, Queues, emit, policies, Clock);
        var add = new AddRegistration(Store, Deadlines, Cases.Store, Log);
        Start = new StartRegistration(add, Deadlines, Queues, Signals, signs, ids, policies, Clock);
        Discover = new RecordDiscovery(Start, add, Deadlines, Queues, ids, policies, Clock);
        Discoveries = new MemoryDiscoveryStore(Clock);
        OpenDiscovery = new OpenDiscovery(Discoveries, Clock);
        EndDiscovery = new EndDiscovery(Discoveries);
        Take = new TakeLines(Discoveries, Queues, Clock);
        Work = new WorkDiscovery(Discoveries, new PlainAccounts(), Discover, Pace, Queues, policies, Clock);
        Open = new OpenLink(Store, Guardians, tokens, Clock);
        Decide = new RecordDecision(
            Store, Deadlines, Queues, Signals, publish, new LeaveAsSecond(Store, Queues, suppress, Clock), suppress, tokens, ids, policies, Clock);
        Cancel = new CancelRegistration(Store, Deadlines, Queues, Clock);
        Remove = new RemoveRegistration(Store, Deadlines, Queues, Clock);
        DecideOwn = new RecordOwnDecision(Store, Deadlines, Queues, policies, Clock);
        Correct = new CorrectAddress(Store, Queues, Signals, signs, ids, policies, Clock);
        Invite = new InviteGuardian(Store, Queues, Signals, signs, ids, policies, Clock);
        Resend = new ResendRequest(Store, Queues, Clock);
        Check = new CheckConsent(Store, ids, Clock);
        Sender = new MemoryWebhookSender(Calls);
        Deliver = new DeliverEvents(
            new MemoryWebhookStates(Calls), Feed, Sender, Cases.TakeAnswer, Queues, policies, Clock, NullLogger<DeliverEvents>.Instance);
        Send = new SendMail(Store, Queues, Deadlines, ask, askAgain, tellSecond, mailQuestion, suppress, delivery, emit, bounce, tokens, policies, Clock);
        Remind = new RemindParent(Store, ask, bounce);
        Forms = new MemoryFormStore(Calls);
        Complete = new CompleteGrant(Store, Queues, policies, Clock);
        Change = new ChangeMethod(Store, Queues, tokens, policies, Clock);
        Provide = new RecordCheck(Store, Deadlines, Queues, policies, Clock);
        Attest = new RecordAttestation(Store, Complete, publish, policies, Clock);
        Upload = new UploadForm(Store, Forms, Queues, tokens, Clock);
        Reject = new RejectForm(Store, Queues, Clock);
        Reviews = new ReadReviews(Store, Forms);
        Delete = new DeleteRegistrations(
            Store, Deadlines, Log, Forms, Queues, suppress,
            new TellDeleted(new PlainComposer(), mails, Mailer, Failures, suppress, Clock, NullLogger<TellDeleted>.Instance),
            Feed, Cases.Store, Cases.Plan, emit, time, Clock, NullLogger<DeleteRegistrations>.Instance);
        Forget = new RemoveForgottenForms(Store, Forms, NullLogger<RemoveForgottenForms>.Instance);
        Watch = new MemoryWatchStore(Calls);
        var logStop = new LogSafetyStop(Watch, Log);
        Release = new ReleaseSafetyStop(Watch, Deadlines, logStop, time);
        Settle = new SettleHolds(Holds, Log, new StaffLogRetention(3), Clock, NullLogger<SettleHolds>.Instance);
        SetHold = new SetHold(Holds, Settle, Log, Store, Clock);
        ReleaseHold = new ReleaseHold(Holds, Settle, Clock);
        Sweep = new DeleteUnconsented(
            Deadlines,
            Queues,
            Watch,
            time,
            new GuardSweep(Watch, logStop, limits ?? DeletionLimits.Usual, NullLogger<GuardSweep>.Instance),
            new NoteSweep(Watch, Queues, Functions, Clock, NullLogger<NoteSweep>.Instance),
            new FinishSweep(
                // On a log of its own: its steps are cut off by tests of their own, and would be many here.
                new LogParts(new MemoryDeletionLog(Clock), new MemoryLogCheckpoints(), Clock).Tend,
                Cases.HandOut,
                Cases.Store,
                new ForgetDiscoveries(Discoveries, NullLogger<ForgetDiscoveries>.Instance),
                new HandOutComingsOfAge(Feed, Queues, policies),
                new ForgetReports(Failures, Signals, Guardians, Feed, EventRetention.Usual, Forget, StaffLog, new StaffLogRetention(3), Settle),
                new NoteOwed(Watch, new DeletionMeter(), NullLogger<NoteOwed>.Instance)),
            NullLogger<DeleteUnconsented>.Instance);
        TellComings = new TellComingsOfAge(Store, Feed, Queues, emit, time, Clock);
        Lift = new LiftSuppression(Guardians, tokens, Clock);
    }

    private static readonly WatchedFunction EveryFiveMinutes = new("DeleteUnconsented", null, after => after.AddMinutes(5));

    /// <summary>The sweep, and the worker it hands lines to.</summary>
    public static readonly WatchedFunctions Functions = new(EveryFiveMinutes, [EveryFiveMinutes, new WatchedFunction("DeleteRegistration", "deletions", null)]);

    public PolicySet Policies { get; }

    public MemoryWatchStore Watch { get; }

    public MemoryStorageClock StorageClock { get; }

    public ClientPolicy TheClient { get; }

    public MemoryCalls Calls { get; } = new();

    public MemoryFormStore Forms { get; }

    public CompleteGrant Complete { get; }

    public ChangeMethod Change { get; }

    public RecordCheck Provide { get; }

    public RecordAttestation Attest { get; }

    public UploadForm Upload { get; }

    public RejectForm Reject { get; }

    public ReadReviews Reviews { get; }

    public MemoryClock Clock { get; } = new();

    public MemoryRegistrationStore Store { get; }

    public MemoryDeadlineIndex Deadlines { get; }

    public MemoryDeletionLog Log { get; }

    public MemoryLogCheckpoints Checkpoints { get; } = new();

    public MemoryWorkQueues Queues { get; }

    public MemoryMailer Mailer { get; }

    public MemoryMailFailures Failures { get; }

    public MemorySignalReports Signals { get; }

    public MemoryHolds Holds { get; } = new();

    public SettleHolds Settle { get; }

    public SetHold SetHold { get; }

    public ReleaseHold ReleaseHold { get; }

    public MemoryStaffLog StaffLog { get; } = new();

    public MemoryNotices Notices { get; }

    public MemoryEventFeed Feed { get; }

    public MemoryWebhookSender Sender { get; }

    public CaseParts Cases { get; }

    public DeliverEvents Deliver { get; }

    public MemoryGuardianStore Guardians { get; }

    public RegistrationIds Ids { get; }

    public RecordDeliveryReport Report { get; }

    public StartRegistration Start { get; }

    public RecordDiscovery Discover { get; }

    /// <summary>With calls of its own.</summary>
    public MemoryDiscoveryStore Discoveries { get; }

    public OpenDiscovery OpenDiscovery { get; }

    public TakeLines Take { get; }

    public EndDiscovery EndDiscovery { get; }

    public WorkDiscovery Work { get; }

    public SetPace Pace { get; } = new();

    public OpenLink Open { get; }

    public RecordDecision Decide { get; }

    public CancelRegistration Cancel { get; }

    public RemoveRegistration Remove { get; }

    public RecordOwnDecision DecideOwn { get; }

    public CorrectAddress Correct { get; }

    public ResendRequest Resend { get; }

    public AskForMore More { get; }

    public InviteGuardian Invite { get; }

    public CheckConsent Check { get; }

    public SendMail Send { get; }

    public RemindParent Remind { get; }

    public RemoveForgottenForms Forget { get; }

    public DeleteUnconsented Sweep { get; }

    public DeleteRegistrations Delete { get; }

    public ReleaseSafetyStop Release { get; }

    public LiftSuppression Lift { get; }

    public TellComingsOfAge TellComings { get; }

    public SuppressMails Suppress { get; }

    /// <summary>What the queues gave up on.</summary>
    public List<object> Poison { get; } = [];

    public Registration Only => Assert.Single(Store.Registrations);

    public IEnumerable<string> Subjects => Mailer.Sent.Select(mail => mail.Subject);

    /// <summary>Without the last mail before a deletion: <see cref="LastMailTests"/> and <see cref="CutOffEverywhereTests"/> look at that.</summary>
    public IEnumerable<Mail> SentBeforeTheEnd => Mailer.Sent.Where(mail => mail.Subject != "Deleted 0");

    public static StartRegistrationCommand Child(string subjectId = "child-1", ClientPolicy? client = null) => new(
        client ?? Client, subjectId, new AgeStatement(null, 11, "DE"), "en", "parent@example.com", null, "Mia", null, "{\"nick\":\"mia\"}"u8.ToArray());

    public static async Task<T> AgainIfCutOffAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (IsCutOff(fault))
        {
            return await act();
        }
    }

    public Task<string> LiftTokenAsync(Registration disowned) => tokens.SignLiftAsync(disowned.GuardianKey!, disowned.ClientId, Clock.Now, CancellationToken.None);

    public string TokenIn(string subject) => Mailer.Sent.Last(mail => mail.Subject == subject).Text;

    public RecordDecisionCommand Answer(ConsentDecision decision, string mail = "Notice 0") =>
        new(TokenIn(mail), decision, ["newsletter"], "Pat Doe", "mother");

    /// <summary>
    /// Lets the queues deliver and the timer fire until the time is over. Nothing happens in between, so the clock jumps: to
    /// the next message or deadline, or half a day on, and then by the minute that the timer may be late.
    /// </summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = Clock.Now + time;
        await DeliverAsync();
        while (Clock.Now < end)
        {
            Clock.Now = NextEvents().Append(Clock.Now.AddHours(12)).Append(end).Where(at => at > Clock.Now).Min();
            await DeliverAsync();
            Clock.Advance(TimeSpan.FromMinutes(1));
            await SweepAsync();
            await DeliverAsync();
        }
    }

    private IEnumerable<DateTimeOffset> NextEvents() =>
        Queues.Waiting.Select(message => message.VisibleAt).Concat(Deadlines.Entries.Select(entry => entry.Due))
            .Concat(Cases.Store.Lines.Select(line => line.Due));

    public async Task DeliverAsync()
    {
        while (Queues.TakeVisible() is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await DeliverAsync(message);
            }
        }
    }

    private async Task DeliverAsync(object message)
    {
        for (var dequeued = 1; dequeued <= MaxDequeueCount; dequeued++)
        {
            try
            {
                await HandleAsync(message);
                return;
            }
            catch (Exception fault) when (IsCutOff(fault))
            {
                // Not deleted from the queue: it comes again.
            }
        }

        Poison.Add(message);
    }

    private Task HandleAsync(object message) => message switch
    {
        OutgoingMailMessage mail => Send.ExecuteAsync(mail, CancellationToken.None),
        ReminderMessage reminder => Remind.ExecuteAsync(reminder, CancellationToken.None),
        WebhookMessage webhook => Deliver.ExecuteAsync(webhook, CancellationToken.None),
        ComingOfAgeMessage comings => TellComings.ExecuteAsync(comings, CancellationToken.None),
        DiscoveryMessage part => Work.ExecuteAsync(part, CancellationToken.None),
        CaseMessage cases => Cases.Advance.ExecuteAsync(cases, CancellationToken.None),
        DeletionMessage deletion => Delete.ExecuteAsync(deletion, CancellationToken.None),
        _ => throw new InvalidOperationException("A message that nobody handles."),
    };

    /// <summary>What goes on with the rest after a fault throws them together at its end.</summary>
    private static bool IsCutOff(Exception fault) => fault is CutOffException or AggregateException { InnerException: CutOffException };

    private async Task SweepAsync()
    {
        try
        {
            await Sweep.ExecuteAsync(CancellationToken.None);
        }
        catch (Exception fault) when (IsCutOff(fault))
        {
            // The next one is on its way.
        }
    }

    private static Purpose PurposeOf(string id, bool integral) => new()
    {
        Id = id,
        Title = new Dictionary<string, string>(),
        Description = new Dictionary<string, string>(),
        DataItems = new Dictionary<string, string>(),
        Retention = new Dictionary<string, string>(),
        Integral = integral,
    };
}
