using Azure;
using Azure.Data.Tables;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Table <c>registrations</c>, row <c>registration</c>: the state in clear, the people sealed.</summary>
internal sealed record RegistrationRow : ITableEntity
{
    public const string RowName = "registration";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = RowName;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Schema { get; set; } = 1;

    /// <summary>Random and new with every write: tells a writer whose answer was lost that the row is its own.</summary>
    public string Write { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string Attempt { get; set; } = "";

    public string? AddressMark { get; set; }

    public int AddressChanges { get; set; }

    /// <summary>SecondGuardian as JSON.</summary>
    public string? Second { get; set; }

    public string State { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset Deadline { get; set; }

    /// <summary>JSON array of ids.</summary>
    public string Purposes { get; set; } = "[]";

    /// <summary>JSON array of ids.</summary>
    public string GrantedPurposes { get; set; } = "[]";

    public string? GuardianHash { get; set; }

    public string? MailboxHash { get; set; }

    public string NoticeVersion { get; set; } = "";

    public string? NoticeHash { get; set; }

    public string Method { get; set; } = "email";

    public string NeededAssurance { get; set; } = nameof(Assurance.Asserted);

    public string Step { get; set; } = nameof(VerificationStep.None);

    public DateTimeOffset? StepSince { get; set; }

    public string? Reference { get; set; }

    public string? Provider { get; set; }

    public string? Upload { get; set; }

    public string? FormProblem { get; set; }

    /// <summary>JSON array of words.</summary>
    public string Signals { get; set; } = "[]";

    /// <summary>Question as JSON.</summary>
    public string? Question { get; set; }

    /// <summary>JSON array of FurtherConsent; null for none.</summary>
    public string? Further { get; set; }

    /// <summary>PersonalDetails as JSON, sealed with the registration's key.</summary>
    public byte[]? Details { get; set; }

    /// <summary>The registration's key, wrapped.</summary>
    public byte[]? Key { get; set; }

    /// <summary>The version of <c>data-encryption-key</c> that wraps <see cref="Key"/>.</summary>
    public string? KeyId { get; set; }

    public bool HoldsData { get; set; }

    /// <summary>How many <c>data-NN</c> rows there are.</summary>
    public int DataParts { get; set; }

    public DateTimeOffset? MailFirstSentAt { get; set; }

    public int MailRequests { get; set; }

    public int MailTurn { get; set; }

    public DateTimeOffset? MailOutcomeAt { get; set; }

    public int MailTries { get; set; }

    public string? MailLastError { get; set; }

    public bool MailBounced { get; set; }

    public DateTimeOffset? MailLastSentAt { get; set; }

    public string? MailStopped { get; set; }

    public bool MailShared { get; set; }

    public int MailResends { get; set; }

    public int MailResent { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecisionId { get; set; }

    public bool SubjectDecides { get; set; }

    /// <summary>JSON array of names of steps; null for none.</summary>
    public string? FurtherSteps { get; set; }

    public bool Ordered { get; set; }

    public bool DeletedInSteps { get; set; }

    public string? DeletionReason { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public int HistoryLength { get; set; }

    /// <summary>How many <c>history-NNNNNN</c> rows there are, from 1 on: as many as written, or fewer while a deletion removes them.</summary>
    public int HistoryRows { get; set; }
}
