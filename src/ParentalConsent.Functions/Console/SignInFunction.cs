using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Starts a session for whoever has a key of staff, and says who they are.</summary>
public sealed class SignInFunction(
    ConsoleAccess access, ConsoleSessions sessions, RecordStaff recordStaff, ConsolePages pages, ServiceAddress address)
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

        var who = new StaffMember(name, StaffKeys.Roles[secret], StaffSignIn.Key);
        await recordStaff.NoteAsync(who, StaffAction.SignIn, null, StaffOutcome.Done, cancellationToken);
        var response = request.SeeOther(ConsolePaths.Overview);
        response.Cookies.Append(sessions.Start(key!, who.Role, who.Name));
        return response;
    }
}
