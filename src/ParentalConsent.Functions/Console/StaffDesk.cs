using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>
/// Where staff look at one registration, or act: their role is asked, the staff log has it before anything is read or done,
/// and has what came of it before the answer goes out. There is no look without an entry.
/// </summary>
public sealed class StaffDesk(ConsoleGate gate, RecordStaff recordStaff)
{
    /// <summary>For pages: whoever may not is sent to the sign-in or refused, and that is in the log, too.</summary>
    /// <param name="about">Which registration or deletion, as it was asked for.</param>
    public async Task<HttpResponseData> ServeAsync(
        HttpRequestData request, StaffAction action, string? about, Func<StaffVisit, Task<HttpResponseData>> serve, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(request, cancellationToken) is not { } who)
        {
            return request.SeeOther(ConsolePaths.Overview);
        }

        if (!action.IsOpenTo(who))
        {
            await recordStaff.NoteAsync(who, action, about, StaffOutcome.Refused, cancellationToken);
            return await gate.RefuseAsync(request, cancellationToken);
        }

        return await RecordAsync(who, action, about, serve, cancellationToken);
    }

    /// <summary>For whoever was let through already.</summary>
    public async Task<HttpResponseData> RecordAsync(
        StaffMember who, StaffAction action, string? about, Func<StaffVisit, Task<HttpResponseData>> serve, CancellationToken cancellationToken)
    {
        var begun = await recordStaff.BeginAsync(who, action, about, cancellationToken);
        var visit = new StaffVisit(who, about);
        var response = await serve(visit);
        await recordStaff.EndAsync(
            begun, visit.About, response.StatusCode < HttpStatusCode.BadRequest ? StaffOutcome.Done : StaffOutcome.NotDone);
        return response;
    }
}
