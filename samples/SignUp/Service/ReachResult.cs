namespace SignUp.Service;

/// <summary>What became of a wish to reach the parent: another address, or the message once more.</summary>
public enum ReachResult
{
    /// <summary>A message is on its way.</summary>
    Asked,

    /// <summary>The address is not one that can be asked.</summary>
    Invalid,

    /// <summary>The last message is only minutes old.</summary>
    TooSoon,

    /// <summary>It was done as often as the service allows.</summary>
    NoMore,

    /// <summary>Nobody is being asked any more, or not at this address.</summary>
    NotPossible,
}
