using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Cases;

public sealed class ReadDeletionFunction(ClientAccess access, ReadCase readCase)
{
    [Function("ReadDeletion")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deletions/{deletionId}")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await readCase.ExecuteAsync(deletionId, cancellationToken) is { } view && view.ClientId == client.Id
            ? await request.JsonAsync(CaseAnswer.Of(view), cancellationToken)
            : await request.ProblemAsync(Problems.NoSuchDeletion, cancellationToken);
    }
}
