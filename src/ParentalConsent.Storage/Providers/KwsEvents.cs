using ParentalConsent.Core.Providers;

namespace ParentalConsent.Storage.Providers;

/// <summary>
/// <c>{ "name": "parent-verified", "payload": { "externalPayload", "status": { "verified", … } } }</c>. It holds the guardian's
/// address too, which is not looked at.
/// </summary>
internal static class KwsEvents
{
    public static CallbackReading Read(ReadOnlyMemory<byte> body)
    {
        if (CallbackJson.Read(body) is not { } json || CallbackJson.Text(json, "name") is not { } name)
        {
            return new CallbackReading.Unreadable();
        }

        if (name != "parent-verified")
        {
            return new CallbackReading.UnknownEvent();
        }

        var payload = CallbackJson.Object(json, "payload");
        return (payload.Text("externalPayload"), payload.Object("status").Flag("verified")) switch
        {
            ({ } reference, true) => new CallbackReading.Said(CheckOutcome.Verified, reference),
            ({ } reference, false) => new CallbackReading.Said(CheckOutcome.Failed, reference),
            _ => new CallbackReading.Unreadable(),
        };
    }
}
