using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Core.Providers;

/// <summary>Begins a guardian's check with their provider, or begins it again. No call to storage, and nothing is changed here.</summary>
public sealed partial class StartCheck(ProviderSet providers, ServiceAddress service, ILogger<StartCheck> logger)
{
    /// <summary>The provider that checks the guardian; null where none does, or it is not configured any more.</summary>
    public IVerificationProvider? ProviderOf(Registration registration) => providers.Find(registration.Verification.Provider);

    /// <param name="registration">One whose <see cref="Verification"/> waits for a provider.</param>
    public async Task<CheckStart> ExecuteAsync(Registration registration, CancellationToken cancellationToken)
    {
        var start = await TryAsync(registration, cancellationToken);
        if (start is CheckStart.NotNow { Reason: var reason })
        {
            Log.NotStarted(logger, registration.Verification.Provider, registration.Id, reason);
        }

        return start;
    }

    private async Task<CheckStart> TryAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (ProviderOf(registration) is not { } provider
            || registration.ForSpeaker() is not { Verification: { Reference: { } reference }, Details: { } details })
        {
            return new CheckStart.NotNow("not configured");
        }

        try
        {
            var request = new CheckRequest(
                reference, registration.Deadline, service.CheckReturn(reference), details.GuardianEmail, details.Country,
                details.Pending?.Language ?? details.Locale);
            return await provider.StartAsync(request, cancellationToken);
        }
        catch (InvalidSecretException fault)
        {
            return new CheckStart.NotNow(fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Provider {Provider} did not begin the check of {RegistrationId}: {Reason}")]
        public static partial void NotStarted(ILogger logger, string? provider, string registrationId, string reason);
    }
}
