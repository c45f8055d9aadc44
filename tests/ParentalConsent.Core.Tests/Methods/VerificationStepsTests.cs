using ParentalConsent.Core.Methods;
using static ParentalConsent.Core.Methods.VerificationMove;
using static ParentalConsent.Core.Methods.VerificationStep;

namespace ParentalConsent.Core.Tests.Methods;

public class VerificationStepsTests
{
    private static readonly VerificationStep[] Open =
        [None, FormAwaited, FormReceived, FormRejected, ProviderAwaited, ProviderFailed, ProviderRevoked, CallAwaited];

    /// <summary>Written out: everything that is allowed, besides the beginnings.</summary>
    private static readonly Dictionary<(VerificationStep, VerificationMove), VerificationStep> Allowed = new()
    {
        [(FormAwaited, ReceiveForm)] = FormReceived,
        [(FormReceived, ReceiveForm)] = FormReceived,
        [(FormRejected, ReceiveForm)] = FormReceived,
        [(FormReceived, RejectForm)] = FormRejected,
        [(FormReceived, AcceptForm)] = Completed,
        [(ProviderAwaited, Confirm)] = Completed,
        [(ProviderFailed, Confirm)] = Completed,
        [(ProviderAwaited, Fail)] = ProviderFailed,
        [(ProviderAwaited, Revoke)] = ProviderRevoked,
        [(ProviderFailed, Revoke)] = ProviderRevoked,
        [(CallAwaited, Attest)] = Completed,
        [(FormAwaited, Attest)] = Completed,
        [(FormReceived, Attest)] = Completed,
        [(FormRejected, Attest)] = Completed,
    };

    public static TheoryData<VerificationStep, VerificationMove> EveryCase()
    {
        var cases = new TheoryData<VerificationStep, VerificationMove>();
        foreach (var step in Enum.GetValues<VerificationStep>())
        {
            foreach (var move in Enum.GetValues<VerificationMove>())
            {
                cases.Add(step, move);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void Next_OfEveryStepAndMove_IsWhatIsWrittenHere(VerificationStep step, VerificationMove move)
    {
        VerificationStep? expected = move switch
        {
            AwaitForm when Open.Contains(step) => FormAwaited,
            AwaitProvider when Open.Contains(step) => ProviderAwaited,
            AwaitCall when Open.Contains(step) => CallAwaited,
            _ => Allowed.TryGetValue((step, move), out var next) ? next : null,
        };
        Assert.Equal(expected, VerificationSteps.Next(step, move));
    }

    [Fact]
    public void EveryMethod_CountsAtOnceOrBeginsACheck() =>
        Assert.All(Enum.GetValues<VerificationMethod>(), method => Assert.Equal(method.IsImmediate(), method.FirstMove() is null));
}
