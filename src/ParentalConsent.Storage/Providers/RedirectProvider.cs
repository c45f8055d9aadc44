using System.Text.Json;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Providers;

/// <summary>The protocol that anyone can bridge to. It is told our reference and where to send the guardian back to, nothing else.</summary>
internal sealed class RedirectProvider(ProviderOptions options, ProviderSecrets secrets, TimeProvider clock) : IVerificationProvider
{
    public string Name => options.Name;

    public string ShownName => options.ShownName;

    public bool MailsGuardian => false;

    public async Task<CheckStart> StartAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var secret = SecretNames.ProviderApiKey(Name);
        var newest = (await secrets.GetAsync(secret, again: false, cancellationToken))[0];
        return new CheckStart.AtAddress(
            RedirectAddress.Make(options.BaseUrl, options.ClientId, request, ProviderSecrets.KeyOf(secret, newest)));
    }

    public async Task<CallbackReading> ReadAsync(ProviderCallback callback, CancellationToken cancellationToken)
    {
        if (StandardWebhookSignature.Read(callback.Header) is not { } signature
            || !await secrets.AnyAsync(SecretNames.ProviderWebhookKey(Name), key => signature.Fits(key, callback.Body.Span), cancellationToken))
        {
            return new CallbackReading.WrongSignature();
        }

        return CallbackTimes.Read(signature.Time)?.IsWithin(options.ClockTolerance, clock.GetUtcNow()) is true
            ? Read(CallbackJson.Read(callback.Body), signature.Id)
            : new CallbackReading.WrongTime();
    }

    /// <summary><c>{ "event", "reference", "id", "occurredAt" }</c>; the id is that of the header.</summary>
    private static CallbackReading Read(JsonElement? json, string id) => (json.Text("event"), json.Text("reference"), json.Text("id")) switch
    {
        (null, _, _) or (_, null, _) => new CallbackReading.Unreadable(),
        (_, _, var same) when same != id => new CallbackReading.Unreadable(),
        ("verified", { } reference, _) => new CallbackReading.Said(CheckOutcome.Verified, reference),
        ("failed", { } reference, _) => new CallbackReading.Said(CheckOutcome.Failed, reference),
        ("revoked", { } reference, _) => new CallbackReading.Said(CheckOutcome.Revoked, reference),
        _ => new CallbackReading.UnknownEvent(),
    };
}
