using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

/// <summary>Pages about one registration.</summary>
public sealed class RegistrationAnswers(IRegistrationStore store, ConsolePages pages)
{
    /// <param name="fields">To have it deleted, as they were entered.</param>
    /// <param name="problems">With that, in words; empty where nothing was entered.</param>
    public async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, string registrationId, StaffMember who, RemovalFields fields, IReadOnlyList<string> problems, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) is { Registration: var registration }
            ? await request.HtmlAsync(
                await pages.RegistrationAsync(
                    registration, await store.ReadHistoryAsync(registration.Id, cancellationToken), who.MayAct, fields, problems),
                cancellationToken,
                problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity)
            : await NoSuchAsync(request, cancellationToken);

    public async Task<HttpResponseData> NoSuchAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await request.HtmlAsync(
            await pages.NoticeAsync("No such registration", "There is no registration of this id.", ConsolePaths.Overview, "To the overview"),
            cancellationToken,
            HttpStatusCode.NotFound);
}
