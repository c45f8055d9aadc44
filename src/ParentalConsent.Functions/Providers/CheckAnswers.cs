using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Functions.Providers;

/// <summary>The page of a yes that waits for a provider's check.</summary>
public sealed class CheckAnswers(StartCheck startCheck, ConsentPages pages)
{
    public static bool IsFor(Registration registration) => registration.Verification.Step
        is VerificationStep.ProviderAwaited or VerificationStep.ProviderFailed or VerificationStep.ProviderRevoked;

    /// <param name="begin">The guardian asked for the check. To open a link has nobody mailed.</param>
    public async Task<string> PageAsync(
        Registration registration, string token, IReadOnlyList<FieldProblem> problems, LanguageWish wish, bool begin, CancellationToken cancellationToken)
    {
        var provider = startCheck.ProviderOf(registration);
        var goesOn = registration.Verification.Step is not VerificationStep.ProviderRevoked;
        var start = goesOn && (begin || provider?.MailsGuardian is not true)
            ? await startCheck.ExecuteAsync(registration, cancellationToken)
            : null;
        return await pages.StepAsync(registration, token, problems, wish, new CheckShown(provider?.ShownName, start));
    }

    /// <summary>The guardian's answer is kept whatever the provider says to it, so this is no error.</summary>
    /// <param name="begin">As for <see cref="PageAsync"/>: an answer that is sent twice has nobody mailed twice.</param>
    public async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, Registration registration, string token, LanguageWish wish, bool begin, CancellationToken cancellationToken) =>
        await request.HtmlAsync(await PageAsync(registration, token, [], wish, begin, cancellationToken), cancellationToken);
}
