namespace ParentalConsent.Core.DeletionLog;

/// <summary>What an entry of the deletion log is about. The name is hashed: none may ever be renamed.</summary>
public enum LogKind
{
    /// <summary>Somebody altered the entry in storage so that it cannot be read. Never appended.</summary>
    Unreadable,

    /// <summary>Data, details, key and history of a registration were removed.</summary>
    Deletion,

    /// <summary>A client, or a further system, says that it has deleted too.</summary>
    Acknowledgement,

    /// <summary>Every step of a deletion is done.</summary>
    CaseClosed,

    /// <summary>This service has deleted from a client's own table or container.</summary>
    TargetCleared,

    /// <summary>A person says that a step of a deletion is done, or need not be, and why.</summary>
    StepResolved,

    /// <summary>An administrator had a registration deleted, and why.</summary>
    DeletionOrdered,

    HoldSet,

    HoldReleased,

    HoldExpired,

    /// <summary>Deleting was stopped: something looked unusual.</summary>
    SafetyStop,

    SafetyRelease,

    /// <summary>Older entries of the chain were removed, as their time to be kept was over.</summary>
    Pruned,
}
