using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;

namespace ParentalConsent.Functions.Providers;

/// <summary>
/// Where providers send guardians back to. What else a provider puts into the address is not looked at: only its callback counts.
/// </summary>
public sealed class ShowReturnFunction(IRegistrationStore store, ConsentPages pages)
{
    /// <summary>Ours, and that of KWS.</summary>
    private static readonly string[] Names = ["reference", "externalPayload"];

    [Function("ShowReturn")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "consent/returned")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var reference = Names.Select(name => request.Query[name]).FirstOrDefault(value => value is { Length: > 0 and <= 100 });
        var found = reference is null ? null : await store.FindByReferenceAsync(reference, cancellationToken);
        return await request.HtmlAsync(
            await pages.ReturnedAsync(
                found?.Registration.ByReference(reference!) is { Verification.Provider: not null } registration ? registration : null,
                request.Language()),
            cancellationToken);
    }
}
