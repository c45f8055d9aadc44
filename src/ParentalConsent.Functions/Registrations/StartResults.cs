using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Registrations;

public static class StartResults
{
    /// <summary>What came of a registration, or of a discovery.</summary>
    public static async Task<HttpResponseData> StartedAsync(
        this HttpRequestData request, StartRegistrationResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case StartRegistrationResult.NotRequired notRequired:
                return await request.JsonAsync(NotRequiredAnswer.Of(notRequired.Age), cancellationToken);
            case StartRegistrationResult.Pending { Registration: var added }:
                return await request.AcceptedAsync(StartedAnswer.Of("pending", added), added.Id, cancellationToken);
            case StartRegistrationResult.Deleting { Registration: var deleting }:
                return await request.AcceptedAsync(DeletingAnswer.Of(deleting), deleting.Id, cancellationToken);
            case StartRegistrationResult.Existing { Registration: var existing }:
                return await request.JsonAsync(StartedAnswer.Of("existing", existing), cancellationToken);
            case StartRegistrationResult.NoMethodForCountry:
                return await request.ProblemAsync(Problems.Invalid([RegistrationRequest.NoMethodForCountry]), cancellationToken);
            case StartRegistrationResult.ParentEmailMissing:
                return await request.ProblemAsync(Problems.Invalid([RegistrationRequest.ParentEmailRequired]), cancellationToken);
            case StartRegistrationResult.ParentEmailIsChilds:
                return await request.ProblemAsync(Problems.Invalid([RegistrationRequest.ParentEmailIsChilds]), cancellationToken);
            case StartRegistrationResult.OtherGuardian:
                return await request.ProblemAsync(Problems.GuardianMismatch, cancellationToken);
            case StartRegistrationResult.DeletionInProgress:
                return await request.ProblemAsync(Problems.DeletionInProgress, cancellationToken);
            default:
                throw new InvalidOperationException();
        }
    }

    private static async Task<HttpResponseData> AcceptedAsync<T>(
        this HttpRequestData request, T answer, string registrationId, CancellationToken cancellationToken)
    {
        var response = await request.JsonAsync(answer, cancellationToken, HttpStatusCode.Accepted);
        response.Headers.Add("Location", $"/api/v1/registrations/{registrationId}");
        return response;
    }
}
