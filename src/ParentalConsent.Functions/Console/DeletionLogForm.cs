using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Pages.Console;

namespace ParentalConsent.Functions.Console;

public static class DeletionLogForm
{
    /// <summary>The filters as they were entered, right or wrong.</summary>
    public static DeletionLogFilters Filters(HttpRequestData request) =>
        new(request.Query["from"], request.Query["to"], request.Query["client"], request.Query["reason"], request.Query["kind"]);
}
