using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Every address that comes to a registration is compared with the child's, whenever it comes.</summary>
public class ChildsAddressTests
{
    private const string Child = "mia@example.com";
    private const string Variant = "m.ia+dad@example.com";
    private const string Other = "other@example.com";

    private static readonly DeviceHint Device = DeviceHint.Of("203.0.113.7", "Browser")!;

    private World world = new(World.Client with { Methods = [VerificationMethod.Email, VerificationMethod.SignedForm] });

    [Fact]
    public async Task Invited_AtAVariantOfTheChildsAddress_IsASign_ThatIsReported_WithOneCallMore()
    {
        await RegisterAsync();
        Assert.Empty(world.Only.Signals);
        world.Calls.Reset();
        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync(Variant));
        Assert.Equal(4, world.Calls.Count);
        AssertSuspected(RiskSignal.AddressVariant);
    }

    [Fact]
    public async Task Corrected_ToAVariantOfTheChildsAddress_IsASign_ThatIsReported_WithOneCallMore()
    {
        await RegisterAsync();
        world.Calls.Reset();
        Assert.IsType<CorrectAddressResult.Corrected>(await CorrectAsync(Variant));
        Assert.Equal(4, world.Calls.Count);
        AssertSuspected(RiskSignal.AddressVariant);
        world.Calls.Reset();
        await CorrectAsync(Other);
        Assert.Equal(3, world.Calls.Count);
        Assert.Empty(world.Only.Signals);
        Assert.Equal(VerificationMethod.Email, world.Only.Method);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Invited_AtTheChildsOwnAddress_IsRefused_WhereNothingChecksForAnAdult(bool saidAgain, bool granted)
    {
        world = new World();
        await RegisterAsync(saidAgain ? null : Child);
        await world.DeliverAsync();
        if (granted)
        {
            await world.DecideAsync(ConsentDecision.Grant);
        }

        var before = world.Only;
        world.Calls.Reset();
        Assert.IsType<InviteGuardianResult.ParentEmailIsChilds>(await InviteAsync(" MIA@example.com", saidAgain ? Child : null));
        Assert.Equal(1, world.Calls.Count);
        Assert.Equal(before, world.Only);
        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync(Other, saidAgain ? Child : null));
    }

    [Fact]
    public async Task Invited_AtTheChildsOwnAddress_IsASign_WhereAnAdultIsChecked()
    {
        await RegisterAsync();
        Assert.IsType<InviteGuardianResult.Invited>(await InviteAsync(Child));
        AssertSuspected(RiskSignal.SameAddress);
    }

    [Fact]
    public async Task TheChildsAddress_SaidLate_IsComparedWithBothGuardians()
    {
        await RegisterAsync(childEmail: null, parentEmail: Variant);
        Assert.Empty(world.Only.Signals);
        world.Calls.Reset();
        await InviteAsync(Other, Child);
        Assert.Equal(4, world.Calls.Count);
        AssertSuspected(RiskSignal.AddressVariant);

        world = new World(world.TheClient);
        await RegisterAsync(childEmail: null);
        await InviteAsync(Variant);
        Assert.Empty(world.Only.Signals);
        world.Calls.Reset();
        await CorrectAsync("right@example.com", Child);
        Assert.Equal(4, world.Calls.Count);
        AssertSuspected(RiskSignal.AddressVariant);
    }

    /// <summary>Nothing is new, and the address is none to report.</summary>
    [Fact]
    public async Task ASignThatWasThereBefore_IsNotReportedAgain()
    {
        await RegisterAsync();
        await InviteAsync(Variant);
        world.Calls.Reset();
        await CorrectAsync("right@example.com");
        Assert.Equal(3, world.Calls.Count);
        AssertSuspected(RiskSignal.AddressVariant);
    }

    [Theory]
    [InlineData(Variant, Other, new RiskSignal[0])]
    [InlineData("parent@example.com", Variant, new[] { RiskSignal.AddressVariant })]
    [InlineData(Variant, "mia+mum@example.com", new[] { RiskSignal.AddressVariant })]
    public async Task Corrected_SignsOfTheOldAddressGo_ThoseOfTheSecondGuardiansStay(string first, string second, RiskSignal[] left)
    {
        await RegisterAsync(parentEmail: first);
        await InviteAsync(second);
        await CorrectAsync("right@example.com");
        Assert.Equal(left, world.Only.Signals);
        Assert.Equal(left.Length > 0 ? VerificationMethod.SignedForm : VerificationMethod.Email, world.Only.Method);
    }

    [Theory]
    [InlineData("parent@example.com", new RiskSignal[0])]
    [InlineData(Other, new[] { RiskSignal.SameDevice })]
    public async Task Corrected_SignsOfAnAnswerFromTheOldAddressGo_ThoseOfTheSecondGuardiansStay(string answers, RiskSignal[] left)
    {
        await world.Start.ExecuteAsync(World.Child(client: world.TheClient) with { ChildEmail = Child, Device = Device }, default);
        await InviteAsync(Other);
        await world.DeliverAsync();
        var token = world.Mailer.Sent.Last(mail => mail.To == answers).Text;
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant) with { Token = token, Device = Device }, default);
        Assert.Equal([RiskSignal.SameDevice], world.Only.Signals);
        await CorrectAsync("right@example.com");
        Assert.Equal(left, world.Only.Signals);
    }

    [Fact]
    public async Task TheAddressItself_IsNowhere_AndItsHashesGoWithTheRegistration()
    {
        await RegisterAsync();
        await InviteAsync(Other, Child);
        var details = System.Text.Json.JsonSerializer.Serialize(world.Only.Details);
        Assert.DoesNotContain("mia@", details, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(world.Only.Details!.ChildAddress());
        await world.DeliverAsync();
        await world.DecideAsync(ConsentDecision.Refuse);
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Null(world.Only.Details);
    }

    /// <summary>Before and after each call, once.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task ACutAtAnyCall_TheSignIsSavedAndReported(bool corrected, bool after)
    {
        for (var cutAt = 1; ; cutAt++)
        {
            world = new World(world.TheClient);
            await RegisterAsync();
            var calls = 0;
            Func<string, Task> stop = _ => Interlocked.Increment(ref calls) == cutAt ? throw new CutOffException() : Task.CompletedTask;
            (world.Calls.Before, world.Calls.After) = after ? (null, stop) : (stop, (Func<string, Task>?)null);
            if (corrected)
            {
                await World.AgainIfCutOffAsync(() => CorrectAsync(Variant));
            }
            else
            {
                await World.AgainIfCutOffAsync(() => InviteAsync(Variant));
            }

            (world.Calls.Before, world.Calls.After) = (null, null);
            AssertSuspected(RiskSignal.AddressVariant);
            await world.PassAsync(TimeSpan.FromHours(1));
            Assert.Contains(Variant, world.Mailer.Sent.Select(mail => mail.To));
            Assert.Empty(world.Poison);
            if (calls < cutAt)
            {
                return;
            }
        }
    }

    private void AssertSuspected(RiskSignal signal)
    {
        Assert.Equal([signal], world.Only.Signals);
        Assert.Equal((VerificationMethod.SignedForm, Assurance.Verified), (world.Only.Method, world.Only.NeededAssurance));
        var report = Assert.Single(world.Signals.All);
        Assert.Equal([signal], report.Signals);
        Assert.Equal((world.Only.Id, VerificationMethod.SignedForm), (report.RegistrationId, report.Method));
    }

    private Task<StartRegistrationResult> RegisterAsync(string? childEmail = Child, string parentEmail = "parent@example.com") =>
        world.Start.ExecuteAsync(World.Child(client: world.TheClient) with { ParentEmail = parentEmail, ChildEmail = childEmail }, default);

    private Task<InviteGuardianResult> InviteAsync(string address, string? childEmail = null) =>
        world.Invite.ExecuteAsync(new InviteGuardianCommand(world.TheClient, world.Only.Id, address, childEmail), default);

    private Task<CorrectAddressResult> CorrectAsync(string address, string? childEmail = null) =>
        world.Correct.ExecuteAsync(new CorrectAddressCommand(world.TheClient, world.Only.Id, address, childEmail), default);
}
