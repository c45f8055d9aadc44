using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Cases;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Cases;

/// <summary>A client has deleted, too. A repeated call is no error.</summary>
public sealed class AcknowledgeDeletionFunction(ClientAccess access, AcknowledgeDeletion acknowledgeDeletion, TimeProvider clock)
{
    [Function("AcknowledgeDeletion")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/deletions/{deletionId}/acknowledgements")] HttpRequestData request,
        string deletionId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read { Root: var root } => AcknowledgementRequest.Read(root, clock.GetUtcNow()) switch
            {
                { Errors: { Count: > 0 } errors } => await request.ProblemAsync(Problems.Invalid(errors), cancellationToken),
                { Said: var said } => await AnswerAsync(
                    request,
                    await acknowledgeDeletion.ExecuteAsync(new AcknowledgeDeletionCommand(client.Id, deletionId, said), cancellationToken),
                    cancellationToken),
            },
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private static Task<HttpResponseData> AnswerAsync(HttpRequestData request, AcknowledgeDeletionResult result, CancellationToken cancellationToken) =>
        result switch
        {
            AcknowledgeDeletionResult.Noted { Case: var noted } =>
                request.JsonAsync(CaseAnswer.Of(noted), cancellationToken, HttpStatusCode.Accepted),
            AcknowledgeDeletionResult.Known { Case: var known } => request.JsonAsync(CaseAnswer.Of(known), cancellationToken),
            AcknowledgeDeletionResult.NotRequested => request.ProblemAsync(Problems.DeletionNotRequested, cancellationToken),
            _ => request.ProblemAsync(Problems.NoSuchDeletion, cancellationToken),
        };
}
