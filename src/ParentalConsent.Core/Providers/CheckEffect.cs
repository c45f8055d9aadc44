namespace ParentalConsent.Core.Providers;

/// <summary>What a provider's word brings about.</summary>
public enum CheckEffect
{
    /// <summary>It was so already, or is of no matter any more: nothing changes, and the provider is told that it arrived.</summary>
    Nothing,

    /// <summary>The guardian's yes counts.</summary>
    Grant,

    /// <summary>The guardian is told that it did not work, and may try again.</summary>
    NoteFailure,

    /// <summary>The yes that waits will not count, whatever else the provider says of this check.</summary>
    NoteRevocation,

    /// <summary>The consent ends, as if the guardian had withdrawn it.</summary>
    Withdraw,

    /// <summary>Refused: decided otherwise, or revoked before.</summary>
    NotAwaited,

    /// <summary>Refused: the deadline is past.</summary>
    TooLate,
}
