using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Starts a session for whoever has the console key.</summary>
public sealed class SignInFunction(ConsoleAccess access, ConsoleSessions sessions, ConsolePages pages, ServiceAddress address)
{
    [Function("SignIn")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/sign-in")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var key = request.IsFormOfOurs(address) && await request.ReadFormAsync(cancellationToken) is FormResult.Read { Form: var form }
            ? form.Value("key")?.Trim()
            : null;
        if (key is null || !await access.IsKeyAsync(key, cancellationToken))
        {
            return await request.HtmlAsync(await pages.SignInAsync(refused: true, access.TrustsAppService), cancellationToken, HttpStatusCode.Forbidden);
        }

        var response = request.SeeOther(ConsolePaths.Overview);
        response.Cookies.Append(sessions.Start(key));
        return response;
    }
}
