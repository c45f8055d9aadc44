using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Certificates;

namespace ParentalConsent.Functions.Certificates;

/// <summary>A certificate of deletion, for whoever has its address: the guardian, by the mail about it. The id cannot be guessed.</summary>
public sealed class ShowCertificateFunction(IssueCertificate issue, CertificateAnswers answers)
{
    [Function("ShowCertificate")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "certificates/{deletionId}")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken) =>
        await answers.ToAnybodyAsync(
            request, deletionId, () => issue.ExecuteAsync(deletionId, clientId: null, cancellationToken), cancellationToken);
}
