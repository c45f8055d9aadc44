namespace ParentalConsent.Core.Certificates;

/// <summary>What was found out about one part of a certificate. Names are stable: they are shown as words.</summary>
public enum CertificateFinding
{
    /// <summary>Signed by one of the keys, and not changed since.</summary>
    Genuine,

    /// <summary>No keys were given to check it with.</summary>
    SignatureUnchecked,

    /// <summary>It is no certificate of ours.</summary>
    Unreadable,

    KeyUnknown,

    BadSignature,

    /// <summary>The hash of the log entry is that of its contents.</summary>
    EntryIntact,

    EntryChanged,

    /// <summary>The certificate says what the entry says.</summary>
    StatementAgrees,

    StatementDiffers,

    /// <summary>The way from the entry ends at the head that the checkpoint names.</summary>
    ChainLeads,

    ChainBroken,

    /// <summary>There was no checkpoint yet when it was issued.</summary>
    NotSignedYet,

    /// <summary>The way is in the export of the log only.</summary>
    TooFar,

    CheckpointGenuine,

    CheckpointUnchecked,

    CheckpointNotGenuine,

    /// <summary>Of what was done elsewhere, each step's own entry says so, and leads to a checkpoint.</summary>
    StepsProven,

    /// <summary>Some of what was done elsewhere is not in the log yet, not signed yet, or too far from what was signed.</summary>
    StepsNotProvenYet,

    /// <summary>The entry of something done elsewhere says something else, was changed, or leads to no checkpoint of ours.</summary>
    StepsDiffer,

    /// <summary>An administrator closed a step: nobody but them says that it is done.</summary>
    ClosedByPerson,

    /// <summary>Every step of the deletion is done.</summary>
    Complete,

    NotComplete,
}
