using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Holds;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Pages about holds.</summary>
public sealed class HoldAnswers(IHolds holds, ReadHolds readHolds, ConsolePages pages, TimeProvider clock)
{
    /// <param name="problems">With what was entered, in words; empty where nothing was.</param>
    public async Task<HttpResponseData> ListAsync(
        HttpRequestData request, bool mayAct, HoldFields fields, IReadOnlyList<string> problems, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.HoldsAsync(await readHolds.ExecuteAsync(cancellationToken), fields, problems, mayAct), cancellationToken, Status(problems));

    /// <param name="problems">With the reason that was entered, in words; empty where none was.</param>
    public async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, string holdId, StaffVisit visit, string? reason, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        if (await holds.FindAsync(holdId, cancellationToken) is not { Hold: var hold })
        {
            return await NoSuchHoldAsync(request, cancellationToken);
        }

        visit.About = hold.DeletionId;
        return await request.HtmlAsync(
            await pages.HoldAsync(hold, hold.IsActiveAt(clock.GetUtcNow()), reason, problems, visit.Who.MayAct), cancellationToken, Status(problems));
    }

    public async Task<HttpResponseData> NoSuchHoldAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync("No such hold", "There is no hold of this id.", ConsolePaths.Holds, "To the holds"),
            cancellationToken,
            HttpStatusCode.NotFound);

    public async Task<HttpResponseData> NotOursAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync("Nothing was changed", "This was not asked for by a page of the console.", ConsolePaths.Holds, "To the holds"),
            cancellationToken,
            HttpStatusCode.Forbidden);

    private static HttpStatusCode Status(IReadOnlyList<string> problems) =>
        problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity;
}
