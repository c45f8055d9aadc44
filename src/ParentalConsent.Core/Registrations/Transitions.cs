using static ParentalConsent.Core.Registrations.RegistrationMove;
using static ParentalConsent.Core.Registrations.RegistrationState;

namespace ParentalConsent.Core.Registrations;

/// <summary>Every allowed move. What is not here is refused.</summary>
public static class Transitions
{
    /// <summary>The state after <paramref name="move"/>, or null where the move is not allowed.</summary>
    /// <remarks>The answers to a request count only before the deadline, its expiry only from the deadline on.</remarks>
    public static RegistrationState? Next(RegistrationState state, RegistrationMove move, bool deadlinePassed) =>
        (state, move, deadlinePassed) switch
        {
            (AwaitingParent, Grant, false) => Granted,
            (AwaitingParent, Refuse, false) => Refused,
            (AwaitingParent, Disown, false) => Disowned,
            (AwaitingParent, Cancel, _) => Cancelled,
            (AwaitingParent, Remove, _) => Removed,
            (AwaitingParent, Expire, true) => Expired,
            (AwaitingParent, Discover, _) => Discovered,
            (Granted, Withdraw, _) => Withdrawn,
            (Granted, Cancel, _) => Cancelled,
            (Granted, Remove, _) => Removed,
            (Granted, BecomeOfAge, _) => OfAge,
            (OfAge, Withdraw, _) => Withdrawn,
            (OfAge, Cancel, _) => Cancelled,
            (OfAge, Remove, _) => Removed,
            (Refused or Disowned or Cancelled or Expired or Withdrawn or Discovered or Removed, BeginDeletion, _) => Deleting,
            (Deleting, CompleteDeletion, _) => Deleted,
            _ => null,
        };
}
