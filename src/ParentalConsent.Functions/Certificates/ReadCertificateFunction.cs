using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Certificates;

public sealed class ReadCertificateFunction(ClientAccess access, IssueCertificate issue, CertificateAnswers answers)
{
    [Function("ReadCertificate")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/deletions/{deletionId}/certificate")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken) =>
        await access.FindAsync(request, cancellationToken) is { } client
            ? await answers.ToClientAsync(request, deletionId, () => issue.ExecuteAsync(deletionId, client.Id, cancellationToken), cancellationToken)
            : await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
}
