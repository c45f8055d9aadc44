using System.Net;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Providers;

/// <summary>What is wrong with a callback. None of these is answered as if it had been taken.</summary>
internal static class CallbackProblems
{
    public static Problem NoSuchProvider { get; } = new(
        HttpStatusCode.NotFound, "providerNotFound", "No provider of this name is configured.");

    public static Problem WrongSignature { get; } = new(
        HttpStatusCode.Unauthorized, "invalidSignature", "The signature is missing, malformed, or made with a key that is not in force.")
    {
        Challenge = "Signature",
    };

    public static Problem WrongTime { get; } = new(
        HttpStatusCode.Unauthorized, "timestampOutOfTolerance", "It was signed too long ago, or its time is too far ahead.")
    {
        Challenge = "Signature",
    };

    public static Problem Unreadable { get; } = new(
        HttpStatusCode.BadRequest, "unreadableCallback", "The body is not the JSON that is agreed.");

    public static Problem UnknownEvent { get; } = new(
        HttpStatusCode.UnprocessableEntity, "unknownEvent", "There is no such event.");

    public static Problem UnknownReference { get; } = new(
        HttpStatusCode.NotFound, "referenceNotFound", "No check goes by this reference, or none does any more.");

    public static Problem TooLate { get; } = new(
        HttpStatusCode.Gone, "checkExpired", "The deadline is past: nothing was changed, and all of it is deleted.");

    public static Problem NotAwaited(RegistrationState state) => new(
        HttpStatusCode.Conflict, "checkNotAwaited", $"Nothing was changed: this check is not waited for any more. The registration is {state}.");
}
