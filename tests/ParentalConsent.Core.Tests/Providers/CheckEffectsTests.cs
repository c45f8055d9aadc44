using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Core.Providers.CheckEffect;
using static ParentalConsent.Core.Providers.CheckOutcome;

namespace ParentalConsent.Core.Tests.Providers;

public sealed class CheckEffectsTests
{
    private static readonly DateTimeOffset Deadline = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The table of <c>docs/providers.md</c>; in all else "verified" is refused and the others change nothing.</summary>
    private static readonly Dictionary<(RegistrationState, VerificationStep), (CheckEffect Verified, CheckEffect Failed, CheckEffect Revoked)> Table = new()
    {
        [(RegistrationState.AwaitingParent, VerificationStep.ProviderAwaited)] = (Grant, NoteFailure, NoteRevocation),
        [(RegistrationState.AwaitingParent, VerificationStep.ProviderFailed)] = (Grant, Nothing, NoteRevocation),
        [(RegistrationState.AwaitingParent, VerificationStep.ProviderRevoked)] = (NotAwaited, Nothing, Nothing),
        [(RegistrationState.Granted, VerificationStep.Completed)] = (Nothing, Nothing, Withdraw),
        [(RegistrationState.OfAge, VerificationStep.Completed)] = (Nothing, Nothing, Nothing),
    };

    public static TheoryData<RegistrationState, VerificationStep> EveryStanding()
    {
        var all = new TheoryData<RegistrationState, VerificationStep>();
        foreach (var state in Enum.GetValues<RegistrationState>())
        {
            foreach (var step in Enum.GetValues<VerificationStep>())
            {
                all.Add(state, step);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryStanding))]
    public void EveryWord_InEveryState_DoesWhatTheTableSays(RegistrationState state, VerificationStep step)
    {
        var (verified, failed, revoked) = Table.GetValueOrDefault((state, step), (NotAwaited, Nothing, Nothing));
        Assert.Equal(
            (verified, failed, revoked),
            (Of(state, step, Verified, -1), Of(state, step, Failed, -1), Of(state, step, Revoked, -1)));
    }

    [Theory]
    [MemberData(nameof(EveryStanding))]
    public void FromTheDeadlineOn_NothingIsGranted_AndOnlyAConsentCanEnd(RegistrationState state, VerificationStep step)
    {
        var waits = state is RegistrationState.AwaitingParent;
        var (verified, failed, revoked) = waits ? (TooLate, Nothing, Nothing) : Table.GetValueOrDefault((state, step), (NotAwaited, Nothing, Nothing));
        Assert.Equal(
            (verified, failed, revoked),
            (Of(state, step, Verified, 0), Of(state, step, Failed, 0), Of(state, step, Revoked, 0)));
    }

    [Theory]
    [InlineData(VerificationMethod.Email)]
    [InlineData(VerificationMethod.EmailPlus)]
    [InlineData(VerificationMethod.Attested)]
    public void AConsentThatRestsOnAnotherMethod_IsNotTheProvidersToEnd(VerificationMethod method) =>
        Assert.Equal(Nothing, CheckEffects.Of(
            Registration(RegistrationState.Granted, VerificationStep.Completed) with { Method = method }, Revoked, Deadline.AddDays(-1)));

    private static CheckEffect Of(RegistrationState state, VerificationStep step, CheckOutcome outcome, int seconds) =>
        CheckEffects.Of(Registration(state, step), outcome, Deadline.AddSeconds(seconds));

    private static Registration Registration(RegistrationState state, VerificationStep step) => new()
    {
        Id = "00112233445566778899aabbccddeeff",
        ClientId = "games",
        Attempt = "0123456789abcdef",
        State = state,
        CreatedAt = Deadline.AddDays(-14),
        Deadline = Deadline,
        Purposes = ["account"],
        NoticeVersion = "2026-01-01",
        Method = VerificationMethod.Provider,
        Verification = new Verification { Step = step, Reference = "r", Provider = "check" },
    };
}
