using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>The page about the safety stop.</summary>
public sealed class SafetyStopAnswers(IWatchStore watch, ReleaseSafetyStop release, ConsolePages pages)
{
    /// <param name="problems">With what was entered, in words; empty where nothing was.</param>
    public async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, bool mayAct, ReleaseFields fields, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        var stop = (await watch.ReadAsync(cancellationToken)).Stop?.Value;
        var due = stop is null ? 0 : await release.CountDueAsync(cancellationToken);
        return await request.HtmlAsync(
            await pages.SafetyStopAsync(stop, due, fields, problems, mayAct),
            cancellationToken,
            problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity);
    }
}
