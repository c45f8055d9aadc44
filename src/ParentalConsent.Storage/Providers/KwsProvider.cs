using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Providers;

/// <summary>
/// Epic's Kids Web Services, parent verification: it mails the guardian, checks them on its own pages, and calls back. Its API
/// needs the guardian's address, the country and a language.
/// </summary>
internal sealed class KwsProvider(ProviderOptions options, ProviderSecrets secrets, HttpClient http, TimeProvider clock) : IVerificationProvider
{
    private const string UsualLanguage = "en";

    private readonly Uri sendAddress = new(options.BaseUrl, options.SendPath);
    private readonly KwsAccess access = new(options, secrets, http, clock);

    public string Name => options.Name;

    public string ShownName => options.ShownName;

    public bool MailsGuardian => true;

    public async Task<CheckStart> StartAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            var status = await SendAsync(request, again: false, timeout.Token);
            return status is HttpStatusCode.Unauthorized
                ? Result(await SendAsync(request, again: true, timeout.Token))
                : Result(status);
        }
        catch (Exception fault) when (IsSilence(fault) && !cancellationToken.IsCancellationRequested)
        {
            return new CheckStart.NotNow(fault.GetType().Name);
        }
    }

    public async Task<CallbackReading> ReadAsync(ProviderCallback callback, CancellationToken cancellationToken)
    {
        if (KwsSignature.Read(callback.Header(KwsSignature.Header)) is not { } signature
            || !await secrets.AnyAsync(SecretNames.ProviderWebhookKey(Name), key => signature.Fits(key, callback.Body.Span), cancellationToken))
        {
            return new CallbackReading.WrongSignature();
        }

        return CallbackTimes.Read(signature.Time)?.IsWithin(options.ClockTolerance, clock.GetUtcNow()) is true
            ? KwsEvents.Read(callback.Body)
            : new CallbackReading.WrongTime();
    }

    /// <returns>Unauthorized too where no access token could be had.</returns>
    private async Task<HttpStatusCode> SendAsync(CheckRequest request, bool again, CancellationToken cancellationToken)
    {
        if (await access.TokenAsync(again, cancellationToken) is not { } token)
        {
            return HttpStatusCode.Unauthorized;
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, sendAddress);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Content = JsonContent.Create(new
        {
            email = request.GuardianEmail,
            location = request.Country ?? options.DefaultLocation,
            language = request.Locale?.Split('-')[0].ToLowerInvariant() ?? UsualLanguage,
            externalPayload = request.Reference,
            userContext = "parent",
        });
        using var response = await http.SendAsync(message, cancellationToken);
        return response.StatusCode;
    }

    private static CheckStart Result(HttpStatusCode status) => (int)status is >= 200 and < 300
        ? new CheckStart.ByMail()
        : new CheckStart.NotNow($"HTTP {(int)status}");

    private static bool IsSilence(Exception fault) => fault is HttpRequestException or IOException or OperationCanceledException;
}
