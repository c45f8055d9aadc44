using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Registrations.RegistrationMove;
using static ParentalConsent.Core.Registrations.RegistrationState;

namespace ParentalConsent.Core.Tests.Registrations;

public class TransitionsTests
{
    /// <summary>Written out from design section 3: (state, move) → (before the deadline, from the deadline on).</summary>
    private static readonly Dictionary<(RegistrationState, RegistrationMove), (RegistrationState? Before, RegistrationState? After)> Allowed = new()
    {
        [(AwaitingParent, Grant)] = (Granted, null),
        [(AwaitingParent, Refuse)] = (Refused, null),
        [(AwaitingParent, Disown)] = (Disowned, null),
        [(AwaitingParent, Cancel)] = (Cancelled, Cancelled),
        [(AwaitingParent, Remove)] = (Removed, Removed),
        [(AwaitingParent, Expire)] = (null, Expired),
        [(AwaitingParent, Discover)] = (Discovered, Discovered),
        [(Granted, Withdraw)] = (Withdrawn, Withdrawn),
        [(Granted, Cancel)] = (Cancelled, Cancelled),
        [(Granted, Remove)] = (Removed, Removed),
        [(Granted, BecomeOfAge)] = (OfAge, OfAge),
        [(OfAge, Withdraw)] = (Withdrawn, Withdrawn),
        [(OfAge, Cancel)] = (Cancelled, Cancelled),
        [(OfAge, Remove)] = (Removed, Removed),
        [(Removed, BeginDeletion)] = (Deleting, Deleting),
        [(Refused, BeginDeletion)] = (Deleting, Deleting),
        [(Disowned, BeginDeletion)] = (Deleting, Deleting),
        [(Cancelled, BeginDeletion)] = (Deleting, Deleting),
        [(Expired, BeginDeletion)] = (Deleting, Deleting),
        [(Withdrawn, BeginDeletion)] = (Deleting, Deleting),
        [(Discovered, BeginDeletion)] = (Deleting, Deleting),
        [(Deleting, CompleteDeletion)] = (Deleted, Deleted),
    };

    public static TheoryData<RegistrationState, RegistrationMove, bool> EveryCase()
    {
        var cases = new TheoryData<RegistrationState, RegistrationMove, bool>();
        foreach (var state in Enum.GetValues<RegistrationState>())
        {
            foreach (var move in Enum.GetValues<RegistrationMove>())
            {
                cases.Add(state, move, false);
                cases.Add(state, move, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void Next_OfEveryStateAndMove_IsWhatTheDesignSays(RegistrationState state, RegistrationMove move, bool deadlinePassed)
    {
        var (before, after) = Allowed.GetValueOrDefault((state, move));
        Assert.Equal(deadlinePassed ? after : before, Transitions.Next(state, move, deadlinePassed));
    }

    [Fact]
    public void Deletion_IsReachedFromNoStateThatConsentCovers() =>
        Assert.All([Granted, OfAge], state => Assert.Null(Transitions.Next(state, BeginDeletion, deadlinePassed: true)));
}
