using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Access;

/// <summary>Knows administrators: by the console key, or as App Service Authentication signed them in.</summary>
public sealed class ConsoleAccess(PresentedKeys keys, IOptions<ConsoleOptions> options)
{
    private static readonly string[] Names = [SecretNames.ConsoleKey];

    /// <summary>Whether administrators sign in with their organisation's account.</summary>
    public bool TrustsAppService => options.Value.TrustsAppService;

    public async Task<bool> IsAllowedAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        FindPrincipal(request) is not null || await IsKeyAsync(request.ReadBearerToken(), cancellationToken);

    public async Task<bool> IsKeyAsync(string? key, CancellationToken cancellationToken) =>
        await keys.FindAsync(Names, key, cancellationToken) is not null;

    /// <returns>The id of who is signed in with the allowed role; null where nobody is, or the header is not to be trusted.</returns>
    public string? FindPrincipal(HttpRequestData request) =>
        TrustsAppService
        && AppServicePrincipal.Parse(request.SingleHeader(AppServicePrincipal.Header)) is { } principal
        && principal.Roles.Contains(options.Value.AllowedRole)
            ? principal.Id
            : null;
}
