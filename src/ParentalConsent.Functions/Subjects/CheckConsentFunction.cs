using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Registrations;

namespace ParentalConsent.Functions.Subjects;

/// <summary>May the subject's data be used for a purpose, now?</summary>
public sealed class CheckConsentFunction(ClientAccess access, CheckConsent checkConsent)
{
    [Function("CheckConsent")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/subjects/{subjectId}/consent")] HttpRequestData request,
        string subjectId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        var (purpose, errors) = ReadPurpose(request, client);
        if (errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(errors), cancellationToken);
        }

        return SubjectId.IsValid(subjectId)
            && await checkConsent.ExecuteAsync(client.Id, subjectId, purpose, cancellationToken) is { } answer
                ? await request.JsonAsync(answer, cancellationToken)
                : await request.ProblemAsync(Problems.NoSuchSubject, cancellationToken);
    }

    private static (string? Purpose, IReadOnlyList<FieldError> Errors) ReadPurpose(HttpRequestData request, ClientPolicy client)
    {
        var query = new QueryFields(request, "purpose");
        var purpose = query.Text("purpose");
        if (purpose is not null && !client.Purposes.Contains(purpose))
        {
            query.Add("purpose", "unknownPurpose", "This client has no such purpose.");
        }

        return (purpose, query.Errors);
    }
}
