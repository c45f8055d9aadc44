using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace SignUp.Service;

/// <summary>
/// The calls that a sign-up flow makes. They run on the server, because the API key must never reach a browser.
/// </summary>
public sealed class ConsentService(HttpClient http)
{
    public static void Configure(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<ServiceOptions>>().Value;
        http.BaseAddress = options.BaseUrl;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    /// <summary>Asks whether this visitor needs a parent's consent. Nothing is stored by it.</summary>
    public async Task<bool> NeedsConsentAsync(DateOnly dateOfBirth, string country, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("api/v1/age-checks", new { dateOfBirth, country }, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<AgeCheckAnswer>(cancellationToken);
        return answer?.Decision != Decisions.NotRequired;
    }

    /// <summary>
    /// Hands the registration over: the service asks the parent and holds the data until there is an answer.
    /// Safe to repeat: the same subject always gets the same registration.
    /// </summary>
    public async Task<RegistrationResult> RegisterAsync(RegistrationRequest request, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("api/v1/registrations", request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(cancellationToken);
            return new RegistrationResult.Invalid([.. problem?.Errors?.Select(error => error.Field) ?? []]);
        }

        if (response.StatusCode is HttpStatusCode.Conflict)
        {
            return new RegistrationResult.OtherParentAsked();
        }

        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<RegistrationAnswer>(cancellationToken);
        return answer is { RegistrationId: { } id, Decision: not Decisions.NotRequired }
            ? new RegistrationResult.Pending(id)
            : new RegistrationResult.NotRequired();
    }

    /// <returns>Null where the service holds nothing under this id.</returns>
    public async Task<RegistrationStatus?> FindAsync(string registrationId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(Path(registrationId), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<RegistrationStatus>(cancellationToken);
    }

    /// <summary>What we handed over, back again once a parent has agreed; null before that and after a deletion.</summary>
    public async Task<HeldData?> CollectDataAsync(string registrationId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(Path(registrationId, "/data"), cancellationToken);
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<HeldData>(cancellationToken);
    }

    /// <summary>The gate to ask before each use of a person's data: does a parent allow this purpose, now?</summary>
    public async Task<bool> IsAllowedAsync(string subjectId, string purpose, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            new Uri($"api/v1/subjects/{Uri.EscapeDataString(subjectId)}/consent?purpose={Uri.EscapeDataString(purpose)}", UriKind.Relative),
            cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<GateAnswer>(cancellationToken))?.Allowed ?? false;
    }

    /// <summary>Has everything about this registration deleted, because the visitor changed their mind.</summary>
    public async Task CancelAsync(string registrationId, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(Path(registrationId, "/cancel"), content: null, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Conflict))
        {
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Asks at another address, because the first was wrong. The link in the first message is dead from then on.</summary>
    public async Task<ReachResult> CorrectAddressAsync(string registrationId, string parentEmail, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(Path(registrationId, "/parent-email"), new { parentEmail }, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>Has the message to the parent sent once more.</summary>
    public async Task<ReachResult> ResendAsync(string registrationId, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(Path(registrationId, "/resend"), content: null, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    private static async Task<ReachResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest:
                return ReachResult.Invalid;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Conflict:
                return ReachResult.NotPossible;
            case HttpStatusCode.TooManyRequests:
                var problem = await response.Content.ReadFromJsonAsync<Problem>(cancellationToken);
                return problem?.Code is "tooManyChanges" or "tooManyResends" ? ReachResult.NoMore : ReachResult.TooSoon;
            default:
                response.EnsureSuccessStatusCode();
                return ReachResult.Asked;
        }
    }

    private static Uri Path(string registrationId, string rest = "") =>
        new($"api/v1/registrations/{Uri.EscapeDataString(registrationId)}{rest}", UriKind.Relative);

    private sealed record AgeCheckAnswer(string Decision);

    private sealed record RegistrationAnswer(string Decision, string? RegistrationId);

    private sealed record GateAnswer(bool Allowed);
}
