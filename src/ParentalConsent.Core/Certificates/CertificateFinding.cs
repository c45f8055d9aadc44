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

    /// <summary>Every step of the deletion is done.</summary>
    Complete,

    NotComplete,
}
