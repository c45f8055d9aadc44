using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Registrations;

/// <summary>The held data as the client sent it; <c>null</c> where it sent none.</summary>
public sealed class ReadHeldDataFunction(ClientAccess access, ReadHeldData readHeldData)
{
    private static readonly ReadOnlyMemory<byte> NoData = "null"u8.ToArray();

    [Function("ReadHeldData")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/registrations/{registrationId}/data")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await readHeldData.ExecuteAsync(client.Id, registrationId, cancellationToken) switch
        {
            ReadHeldDataResult.Found { Json: var json } => await request.BytesAsync(
                json ?? NoData, "application/json; charset=utf-8", HttpStatusCode.OK, cancellationToken),
            ReadHeldDataResult.ConsentPending => await request.ProblemAsync(Problems.ConsentPending, cancellationToken),
            ReadHeldDataResult.Gone => await request.ProblemAsync(Problems.DataGone, cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
