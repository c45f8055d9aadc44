using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Lets staff through: those with a session, and those whom App Service Authentication signed in.</summary>
public sealed class ConsoleGate(ConsoleAccess access, ConsoleSessions sessions, ConsolePages pages)
{
    /// <summary>Who is there; null for nobody we know.</summary>
    public async Task<StaffMember?> FindAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var account = access.FindAccount(request);
        return account is { MayRead: true } ? account : await sessions.FindAsync(request, cancellationToken) ?? account;
    }

    public async Task<bool> IsOpenAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { MayRead: true };

    public async Task<bool> MayActAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { MayAct: true };

    /// <returns>The way to the sign-in, or a page that says no; null where the caller may read.</returns>
    public async Task<HttpResponseData?> TurnAwayAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) switch
        {
            null => request.SeeOther(ConsolePaths.Overview),
            { MayRead: true } => null,
            _ => await RefuseAsync(request, cancellationToken),
        };

    /// <returns>As <see cref="TurnAwayAsync"/>; null where the caller may act, and see personal data that acting needs.</returns>
    public async Task<HttpResponseData?> TurnAwayFromActingAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) switch
        {
            null => request.SeeOther(ConsolePaths.Overview),
            { MayAct: true } => null,
            _ => await RefuseAsync(request, cancellationToken),
        };

    /// <summary>The page that says that a role does not allow this.</summary>
    public async Task<HttpResponseData> RefuseAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync(
                "Not with your role",
                "Auditors read what holds no personal data. Only operators act, and see signed forms and names. Nothing was shown or done.",
                ConsolePaths.Overview,
                "To the overview"),
            cancellationToken,
            HttpStatusCode.Forbidden);
}
