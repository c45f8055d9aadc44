using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Access;

/// <summary>Knows staff: by a shared key, or as App Service Authentication signed them in.</summary>
public sealed class ConsoleAccess(PresentedKeys keys, IOptions<ConsoleOptions> options)
{
    /// <summary>Whether staff sign in with their organisation's account.</summary>
    public bool TrustsAppService => options.Value.TrustsAppService;

    /// <summary>Who calls the API; null for nobody we know.</summary>
    public async Task<StaffMember?> FindAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var account = FindAccount(request);
        return account is { MayRead: true } || await FindKeyAsync(request.ReadBearerToken(), cancellationToken) is not { } key
            ? account
            : new StaffMember(key, StaffKeys.Roles[key], StaffSignIn.Call);
    }

    public async Task<bool> IsAllowedAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { MayRead: true };

    /// <returns>Why the caller may not read; null where they may go on.</returns>
    public Task<HttpResponseData?> TurnAwayAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        TurnAwayAsync(request, staff => staff.MayRead, cancellationToken);

    /// <returns>Why the caller may not act; null where they may go on.</returns>
    public Task<HttpResponseData?> TurnAwayFromActingAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        TurnAwayAsync(request, staff => staff.MayAct, cancellationToken);

    /// <returns>The secret that this key is; null where it is none of staff's.</returns>
    public Task<string?> FindKeyAsync(string? key, CancellationToken cancellationToken) =>
        keys.FindAsync(StaffKeys.Roles.Keys, key, cancellationToken);

    /// <returns>Who is signed in with their organisation's account, with their role or none; null where nobody is, or the header is not to be trusted.</returns>
    public StaffMember? FindAccount(HttpRequestData request) =>
        TrustsAppService && AppServicePrincipal.Parse(request.SingleHeader(AppServicePrincipal.Header)) is { } principal
            ? new StaffMember(principal.Id, RoleOf(principal), StaffSignIn.Account)
            : null;

    private StaffRole RoleOf(AppServicePrincipal principal) =>
        principal.Roles.Contains(options.Value.OperatorRole) ? StaffRole.Operator
        : principal.Roles.Contains(options.Value.AuditorRole) ? StaffRole.Auditor
        : StaffRole.None;

    private async Task<HttpResponseData?> TurnAwayAsync(HttpRequestData request, Func<StaffMember, bool> may, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) switch
        {
            null => await request.ProblemAsync(Problems.ConsoleUnauthorized, cancellationToken),
            var staff when !may(staff) => await request.ProblemAsync(Problems.Forbidden, cancellationToken),
            _ => null,
        };
}
