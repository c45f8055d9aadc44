using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Ends the session in this browser.</summary>
public sealed class SignOutFunction(ConsoleAccess access, ConsoleSessions sessions, ConsolePages pages, ServiceAddress address)
{
    /// <summary>Where App Service Authentication ends its own session.</summary>
    private const string AppServiceSignOut = "/.auth/logout";

    [Function("SignOut")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/sign-out")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        if (!request.IsFormOfOurs(address))
        {
            return await request.HtmlAsync(
                await pages.NoticeAsync("Not signed out", "This was not asked for by a page of the console.", ConsolePaths.Overview, "To the overview"),
                cancellationToken,
                HttpStatusCode.Forbidden);
        }

        // A redirect out of a form to Microsoft's sign-out would be blocked by the pages' own policy, so that one is a link.
        var response = access.FindAccount(request) is null
            ? request.SeeOther(ConsolePaths.Overview)
            : await request.HtmlAsync(
                await pages.NoticeAsync("Sign out", "You signed in with your organisation’s account.", AppServiceSignOut, "Sign out of that account"),
                cancellationToken);
        response.Cookies.Append(sessions.End());
        return response;
    }
}
