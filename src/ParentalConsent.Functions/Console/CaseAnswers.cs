using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Pages about deletions and their cases.</summary>
public sealed class CaseAnswers(IDeletionLog log, ReadCase readCase, ReadHolds readHolds, ConsolePages pages)
{
    /// <summary>What is asked of whoever has to say why.</summary>
    public static string ReasonMissing { get; } =
        $"Enter why, in {StaffReason.Minimum} to {StaffReason.Maximum} characters of plain text, without any address.";

    /// <param name="reason">To resolve a step, as it was entered.</param>
    /// <param name="problems">With that, in words; empty where nothing was entered.</param>
    public async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, string deletionId, StaffMember who, string? reason, IReadOnlyList<string> problems, CancellationToken cancellationToken) =>
        await readCase.ExecuteAsync(deletionId, cancellationToken) is { } view && await log.FindAsync(deletionId, cancellationToken) is { } entry
            ? await request.HtmlAsync(
                await pages.DeletionAsync(entry, view, await readHolds.ExecuteAsync(deletionId, cancellationToken), who.MayAct, reason, problems),
                cancellationToken,
                problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity)
            : await request.HtmlAsync(
                await pages.NoticeAsync("No such deletion", "The log has no deletion of this id.", ConsolePaths.DeletionLog, "To the deletion log"),
                cancellationToken,
                HttpStatusCode.NotFound);

    public async Task<HttpResponseData> NothingAsync(HttpRequestData request, HttpStatusCode status, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync(
                "Nothing was changed", "This was not asked for by a page of the console, or there is nothing open to do this to.", ConsolePaths.Cases, "To the cases"),
            cancellationToken,
            status);
}
