using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Starts a session for whoever has a key of staff, and says who they are.</summary>
public sealed class SignInFunction(ConsoleAccess access, ConsoleSessions sessions, ConsolePages pages, ServiceAddress address)
{
    [Function("SignIn")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/sign-in")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var form = request.IsFormOfOurs(address) && await request.ReadFormAsync(cancellationToken) is FormResult.Read { Form: var read } ? read : null;
        var key = form?.Value("key")?.Trim();
        var secret = await access.FindKeyAsync(key, cancellationToken);
        if (secret is null || StaffName.Read(form?.Value("name")) is not { } name)
        {
            var page = await pages.SignInAsync(secret is null, access.TrustsAppService, StaffName.Read(form?.Value("name")) is null);
            return await request.HtmlAsync(
                page, cancellationToken, secret is null ? HttpStatusCode.Forbidden : HttpStatusCode.UnprocessableEntity);
        }

        var response = request.SeeOther(ConsolePaths.Overview);
        response.Cookies.Append(sessions.Start(key!, StaffKeys.Roles[secret], name));
        return response;
    }
}
