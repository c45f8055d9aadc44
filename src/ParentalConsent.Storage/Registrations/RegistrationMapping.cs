using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Between a registration and the clear part of its row.</summary>
internal static class RegistrationMapping
{
    /// <summary>A row with a new write mark, without details and key.</summary>
    public static RegistrationRow ToRow(this Registration registration) => new()
    {
        PartitionKey = registration.Id,
        Write = RegistrationIds.NewMark(),
        ClientId = registration.ClientId,
        Attempt = registration.Attempt,
        AddressMark = registration.AddressMark,
        AddressChanges = registration.AddressChanges,
        Second = registration.Second is { } second ? JsonSerializer.Serialize(second, StorageJson.Default.SecondGuardian) : null,
        State = registration.State.ToString(),
        CreatedAt = registration.CreatedAt,
        Deadline = registration.Deadline,
        Purposes = ToText(registration.Purposes),
        GrantedPurposes = ToText(registration.GrantedPurposes),
        GuardianHash = registration.GuardianHash,
        MailboxHash = registration.MailboxHash,
        NoticeVersion = registration.NoticeVersion,
        NoticeHash = registration.NoticeHash,
        Method = registration.Method.Word(),
        NeededAssurance = registration.NeededAssurance.ToString(),
        Step = registration.Verification.Step.ToString(),
        StepSince = registration.Verification.Since,
        Reference = registration.Verification.Reference,
        Provider = registration.Verification.Provider,
        Upload = registration.Verification.Upload,
        FormProblem = registration.Verification.Problem?.ToString(),
        Signals = ToText([.. registration.Signals.Select(signal => signal.ToString())]),
        Question = registration.Question is { } question ? JsonSerializer.Serialize(question, StorageJson.Default.Question) : null,
        Further = registration.Further.Count == 0
            ? null
            : JsonSerializer.Serialize(registration.Further, StorageJson.Default.IReadOnlyListFurtherConsent),
        HoldsData = registration.HoldsData,
        MailFirstSentAt = registration.Mail.FirstSentAt,
        MailRequests = registration.Mail.Requests,
        MailTurn = registration.Mail.Turn,
        MailOutcomeAt = registration.Mail.OutcomeAt,
        MailTries = registration.Mail.Tries,
        MailLastError = registration.Mail.LastError,
        MailBounced = registration.Mail.Bounced,
        MailLastSentAt = registration.Mail.LastSentAt,
        MailStopped = registration.Mail.Stopped,
        MailShared = registration.Mail.Shared,
        MailResends = registration.Mail.Resends,
        MailResent = registration.Mail.Resent,
        DecidedAt = registration.DecidedAt,
        DecisionId = registration.DecisionId,
        SubjectDecides = registration.SubjectDecides,
        FurtherSteps = registration.FurtherSteps.Count == 0 ? null : ToText(registration.FurtherSteps),
        Ordered = registration.Ordered,
        DeletedInSteps = registration.DeletedInSteps,
        DeletionReason = registration.DeletionReason?.ToString(),
        DeletedAt = registration.DeletedAt,
        HistoryLength = registration.HistoryLength,
        HistoryRows = registration.HistoryLength,
    };

    /// <remarks>The history of a tombstone is what its deletion has not removed yet, so that the deletion is seen to be unfinished.</remarks>
    public static Registration ToRegistration(this RegistrationRow row, PersonalDetails? details) => new()
    {
        Id = row.PartitionKey,
        ClientId = row.ClientId,
        Attempt = row.Attempt,
        AddressMark = row.AddressMark,
        AddressChanges = row.AddressChanges,
        Second = row.Second is { } second ? JsonSerializer.Deserialize(second, StorageJson.Default.SecondGuardian) : null,
        State = Enum.Parse<RegistrationState>(row.State),
        CreatedAt = row.CreatedAt,
        Deadline = row.Deadline,
        Purposes = FromText(row.Purposes),
        GrantedPurposes = FromText(row.GrantedPurposes),
        GuardianHash = row.GuardianHash,
        MailboxHash = row.MailboxHash,
        NoticeVersion = row.NoticeVersion,
        NoticeHash = row.NoticeHash,
        Method = VerificationMethods.Find(row.Method) ?? throw new FormatException("The registration names a method that nobody knows."),
        NeededAssurance = Enum.Parse<Assurance>(row.NeededAssurance),
        Verification = new Verification
        {
            Step = Enum.Parse<VerificationStep>(row.Step),
            Since = row.StepSince,
            Reference = row.Reference,
            Provider = row.Provider,
            Upload = row.Upload,
            Problem = row.FormProblem is { } problem ? Enum.Parse<FormProblem>(problem) : null,
        },
        Signals = [.. FromText(row.Signals).Select(Enum.Parse<RiskSignal>)],
        Details = details,
        Question = row.Question is { } question ? JsonSerializer.Deserialize(question, StorageJson.Default.Question) : null,
        Further = row.Further is { } further
            ? JsonSerializer.Deserialize(further, StorageJson.Default.IReadOnlyListFurtherConsent) ?? []
            : [],
        HoldsData = row.HoldsData,
        Mail = new MailProgress
        {
            FirstSentAt = row.MailFirstSentAt,
            Requests = row.MailRequests,
            Turn = row.MailTurn,
            OutcomeAt = row.MailOutcomeAt,
            Tries = row.MailTries,
            LastError = row.MailLastError,
            Bounced = row.MailBounced,
            LastSentAt = row.MailLastSentAt,
            Stopped = row.MailStopped,
            Shared = row.MailShared,
            Resends = row.MailResends,
            Resent = row.MailResent,
        },
        DecidedAt = row.DecidedAt,
        DecisionId = row.DecisionId,
        SubjectDecides = row.SubjectDecides,
        FurtherSteps = row.FurtherSteps is { } steps ? FromText(steps) : [],
        Ordered = row.Ordered,
        DeletedInSteps = row.DeletedInSteps,
        DeletionReason = row.DeletionReason is { } reason ? Enum.Parse<DeletionReason>(reason) : null,
        DeletedAt = row.DeletedAt,
        HistoryLength = row.State == nameof(RegistrationState.Deleted) ? row.HistoryRows : row.HistoryLength,
    };

    private static string ToText(IReadOnlyList<string> ids) => JsonSerializer.Serialize(ids, StorageJson.Default.IReadOnlyListString);

    private static IReadOnlyList<string> FromText(string ids) =>
        JsonSerializer.Deserialize(ids, StorageJson.Default.IReadOnlyListString) ?? [];
}
