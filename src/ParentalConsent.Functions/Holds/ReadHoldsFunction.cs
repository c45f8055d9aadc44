using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Holds;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Holds;

/// <summary>All holds that are kept, active ones first.</summary>
public sealed class ReadHoldsFunction(ConsoleAccess access, ReadHolds readHolds)
{
    [Function("ReadHolds")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/holds")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        await access.TurnAwayAsync(request, cancellationToken)
        ?? await request.JsonAsync(
            new HoldAnswer([.. (await readHolds.ExecuteAsync(cancellationToken)).Select(HoldLine.Of)]), cancellationToken);
}
