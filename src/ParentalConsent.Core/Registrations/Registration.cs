using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <summary>A minor's registration: what was asked of the guardian, and what came of it.</summary>
public sealed record Registration
{
    /// <summary>Keyed hash of client and subject, 32 lower-case hex digits (128 bits).</summary>
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>
    /// 16 hex digits, new for each time this subject registers: what was sent or indexed for an earlier attempt,
    /// or for one that lost a race, does not fit this one. Of a discovery's line, <see cref="Discoveries.DiscoveredLine.Attempt"/>.
    /// </summary>
    public required string Attempt { get; init; }

    /// <summary>16 hex digits, new each time the client corrects the guardian's address; null until then.</summary>
    public string? AddressMark { get; init; }

    /// <summary>How often the client corrected the guardian's address, or replaced a second guardian whose mail bounced.</summary>
    public int AddressChanges { get; init; }

    /// <summary>Another guardian who was invited; null where there is one alone.</summary>
    public SecondGuardian? Second { get; init; }

    /// <summary>What links and the messages for asking mails carry: those for an earlier attempt or address do not fit.</summary>
    public string LinkMark => AddressMark ?? Attempt;

    public RegistrationState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this moment on, what no consent covers must go.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Purposes the guardian is asked about.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Purposes the guardian allowed; empty unless granted.</summary>
    public IReadOnlyList<string> GrantedPurposes { get; init; } = [];

    /// <summary>Keyed hash of the guardian's e-mail address; null once deleted.</summary>
    public string? GuardianHash { get; init; }

    /// <summary>
    /// Keyed hash of the mailbox behind it: what limits and suppression go by. Null once deleted, and where it was registered before
    /// there was one.
    /// </summary>
    public string? MailboxHash { get; init; }

    /// <summary>Names the guardian among <see cref="IGuardianStore"/>'s.</summary>
    public string? GuardianKey => MailboxHash ?? GuardianHash;

    /// <summary>Version of the direct notice the guardian is shown.</summary>
    public required string NoticeVersion { get; init; }

    /// <summary>SHA-256 of the notice that the guardian decided on, 64 lower-case hex digits; null until they did.</summary>
    public string? NoticeHash { get; init; }

    /// <summary>How the guardian is asked to show that they are, or did.</summary>
    public VerificationMethod Method { get; init; }

    /// <summary>The level that purposes, country and signals ask for.</summary>
    public Assurance NeededAssurance { get; init; }

    /// <summary>How far the check of the guardian's yes has come.</summary>
    public Verification Verification { get; init; } = new();

    /// <summary>Signs that the "guardian" may be the child, each once; none once deleted.</summary>
    public IReadOnlyList<RiskSignal> Signals { get; init; } = [];

    /// <summary>Null once deleted.</summary>
    public PersonalDetails? Details { get; init; }

    /// <summary>Whether registration data is held beside this row. A refusal drops it in the same transaction.</summary>
    public bool HoldsData { get; init; }

    /// <summary>Further purposes that guardians are, or were, asked about after a grant; null where none were.</summary>
    public Question? Question { get; init; }

    /// <summary>What was allowed besides, oldest first; at most one for each of the client's purposes.</summary>
    public IReadOnlyList<FurtherConsent> Further { get; init; } = [];

    /// <summary>It shows a question, or what was allowed by one, in the words of a registration; never stored.</summary>
    public bool IsQuestion { get; init; }

    public MailProgress Mail { get; init; } = new();

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>16 hex digits naming the decision; the mail about it carries the same, so that only one is sent.</summary>
    public string? DecisionId { get; init; }

    /// <summary>
    /// The subject is of age and has decided for themselves: no guardian can change anything, or is told what they decided.
    /// Stays with the tombstone, so that old links go on saying no more than that.
    /// </summary>
    public bool SubjectDecides { get; init; }

    /// <summary>
    /// The further steps that its deletion takes by the policy its client had when it was registered, whatever becomes of the policy; of a tombstone,
    /// those of its case. See <see cref="Cases.StepNames"/>; none where it was registered before they were noted.
    /// </summary>
    public IReadOnlyList<string> FurtherSteps { get; init; } = [];

    /// <summary>An operator had it deleted, for whomever. Stays with the tombstone, whose state does not say so.</summary>
    public bool Ordered { get; init; }

    /// <summary>There is, or was, a <see cref="Cases.DeletionCase"/> for its deletion. Set with the tombstone; older ones name no steps.</summary>
    public bool DeletedInSteps { get; init; }

    /// <summary>Set from the move that leads to deletion.</summary>
    public DeletionReason? DeletionReason { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>How many history entries were written.</summary>
    public int HistoryLength { get; init; }

    /// <summary>The line of the deadline index for this registration as it stands.</summary>
    public DeadlineEntry DeadlineEntry => new(Id, Attempt, Deadline);

    /// <summary>The picture of a form that was sent for this registration; null where none was.</summary>
    public FormLine? FormLine => Verification.Upload is { } upload ? new(Id, Attempt, upload) : null;

    /// <summary>Names the deletion of this attempt in the log: the same in every run of it.</summary>
    public string DeletionId => DeletionIds.For(Id, Attempt);

    /// <summary>Whether data of this registration must go, or is gone.</summary>
    public bool EndsInDeletion => State is not (RegistrationState.AwaitingParent or RegistrationState.Granted or RegistrationState.OfAge);

    /// <summary>There is or was a consent, as far as a registration that was not deleted yet shows it.</summary>
    public bool WasGranted => GrantedPurposes.Count > 0 || State is RegistrationState.Withdrawn;

    /// <summary>The consent ended because the provider took its check back.</summary>
    public bool WasRevoked => DeletionReason is Deletion.DeletionReason.Withdrawn && Verification.Step is VerificationStep.ProviderRevoked;

    /// <summary>The same as it is for the second guardian: their address, hash and mark stand in place of the first's.</summary>
    public Registration ForSecond() => this with
    {
        GuardianHash = Second!.Hash,
        MailboxHash = Second.MailboxHash,
        AddressMark = Second.Mark,
        Details = Details is null ? null : Details with { GuardianEmail = Details.SecondGuardianEmail! },
    };

    /// <summary>The same as it is for whichever guardian spoke last.</summary>
    public Registration ForSpeaker() => Second is { Decided: true } ? ForSecond() : this;

    /// <summary>The same where the second guardian speaks, or the first does.</summary>
    public Registration SpokenBy(bool second) => this with { Second = Second is null ? null : Second with { Decided = second } };

    /// <summary>Whoever ended a consent by saying that it is not their child. They get no mail about it.</summary>
    public bool WasDisowned => State is RegistrationState.Disowned
        || (DeletionReason is Deletion.DeletionReason.Withdrawn or Deletion.DeletionReason.GuardianRequest && (Second is { Decided: true } ? Second.Stopped : Mail.Stopped) == StopReasons.Suppressed);

    /// <summary>The same where a guardian gets no mail any more, because it is not their child.</summary>
    public Registration DisownedBy(bool second) => second && Second is not null
        ? this with { Second = Second with { Stopped = StopReasons.Suppressed } }
        : this with { Mail = Mail with { Stopped = StopReasons.Suppressed } };

    /// <summary>The same where a mail server refused a guardian's address for good.</summary>
    public Registration BouncedFor(bool second, string? error) => second
        ? this with { Second = Second is null ? null : Second with { Bounced = true, Tries = 0, LastError = error ?? Second.LastError } }
        : this with { Mail = Mail with { Bounced = true, Tries = 0, LastError = error ?? Mail.LastError } };

    public bool IsExpiredAt(DateTimeOffset now) => now >= Deadline;

    /// <summary>Whether the subject is certainly of age; not where no age is known.</summary>
    public bool IsOfAgeAt(DateTimeOffset now) => State is RegistrationState.OfAge || Details?.OfAgeAt <= now;

    /// <summary>The registration after <paramref name="move"/>, with the history entry to write beside it; null where it is not allowed.</summary>
    public RegistrationChange? Move(RegistrationMove move, Actor actor, DateTimeOffset now) =>
        Transitions.Next(State, move, IsExpiredAt(now)) is { } next
            ? Record(this with { State = next, DeletionReason = DeletionReasons.Of(next) ?? DeletionReason }, next.ToString(), actor, now)
            : null;

    /// <summary>The same with a history entry of <paramref name="what"/>: a word, never personal data.</summary>
    public static RegistrationChange Record(Registration changed, string what, Actor actor, DateTimeOffset now)
    {
        var length = changed.HistoryLength + 1;
        return new RegistrationChange(changed with { HistoryLength = length }, new HistoryEntry(length, now, what, actor));
    }
}
