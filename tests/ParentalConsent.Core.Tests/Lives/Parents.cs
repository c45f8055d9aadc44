using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>What guardians and administrators do in a world, each once more if it was cut off.</summary>
internal static class Parents
{
    public static readonly FormPicture Picture = new(FormKind.Jpeg, new byte[] { 0xFF, 0xD8, 0xFF, 1, 2, 3 });

    public static Task RegisterAsync(this World world) =>
        World.AgainIfCutOffAsync(() => world.Start.ExecuteAsync(World.Child(client: world.TheClient), CancellationToken.None));

    public static Task<RecordDecisionResult> DecideAsync(this World world, ConsentDecision decision, string mail = "Notice 0") =>
        World.AgainIfCutOffAsync(() => world.Decide.ExecuteAsync(world.Answer(decision, mail), CancellationToken.None));

    public static Task<UploadFormResult> UploadAsync(this World world) =>
        World.AgainIfCutOffAsync(() => world.Upload.ExecuteAsync(world.TokenIn("Notice 0"), Picture, CancellationToken.None));

    public static Task<RecordDecisionResult> ChangeAsync(this World world, VerificationMethod method) =>
        World.AgainIfCutOffAsync(() => world.Change.ExecuteAsync(world.TokenIn("Notice 0"), method, CancellationToken.None));

    public static Task<CompleteGrantResult> AcceptAsync(this World world) => world.AcceptAsync(world.Only);

    public static Task<CompleteGrantResult> AcceptAsync(this World world, Registration seen) =>
        World.AgainIfCutOffAsync(() => world.Complete.ExecuteAsync(
            new CompleteGrantCommand(
                seen.Id, seen.Verification.Reference!, VerificationMove.AcceptForm, Actor.Administrator,
                new VerificationEvidence("Ada", "signedForm"), seen.Verification.Upload),
            CancellationToken.None));

    public static Task<RejectFormResult> RejectAsync(this World world) =>
        World.AgainIfCutOffAsync(() => world.Reject.ExecuteAsync(
            new RejectFormCommand(world.Only.Id, world.Only.Verification.Upload!, FormProblem.NotSigned, "Ada"), CancellationToken.None));

    public static Task<CompleteGrantResult> AttestAsync(this World world, string? code = null) =>
        World.AgainIfCutOffAsync(() => world.Attest.ExecuteAsync(
            new RecordAttestationCommand(
                code ?? world.Only.Verification.Reference!, "Ada", AttestedWay.Telephone, world.Clock.Now, "Pat Roe", "father", []),
            CancellationToken.None));

    public static async Task<string> GateAsync(this World world) =>
        (await world.Check.ExecuteAsync("games", "child-1", null, CancellationToken.None))!.Reason;
}
