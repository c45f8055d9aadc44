using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Lets administrators through: those with a session, and those whom App Service Authentication signed in.</summary>
public sealed class ConsoleGate(ConsoleAccess access, ConsoleSessions sessions)
{
    public async Task<bool> IsOpenAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        access.FindPrincipal(request) is not null || await sessions.IsSignedInAsync(request, cancellationToken);

    /// <summary>The id of who signed in with their organisation's account; null for those who share the console key.</summary>
    public string? PrincipalOf(HttpRequestData request) => access.FindPrincipal(request);

    /// <returns>The way to the sign-in; null where the caller may go on.</returns>
    public async Task<HttpResponseData?> TurnAwayAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await IsOpenAsync(request, cancellationToken) ? null : request.SeeOther(ConsolePaths.Overview);
}
