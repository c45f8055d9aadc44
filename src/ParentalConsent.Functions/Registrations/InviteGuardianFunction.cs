using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;
using ParentalConsent.Functions.Json;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Invites a second guardian. A repeated call is no error. Body: <c>{ parentEmail, childEmail? }</c>.</summary>
public sealed class InviteGuardianFunction(ClientAccess access, InviteGuardian inviteGuardian, RequestLimits limits, TimeProvider clock)
{
    private static FieldError Required { get; } = new(
        RegistrationRequest.ParentEmail, "required", "Give the second parent's or guardian's e-mail address.");

    private static FieldError SameGuardian { get; } = new(
        RegistrationRequest.ParentEmail, "sameAsFirst", "Must not be the first guardian's address.");

    [Function("InviteGuardian")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/registrations/{registrationId}/guardians")] HttpRequestData request,
        string registrationId,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(request, cancellationToken) is not { } client)
        {
            return await request.ProblemAsync(Problems.ClientUnauthorized, cancellationToken);
        }

        return await JsonBody.ReadAsync(request, cancellationToken) switch
        {
            JsonBody.Read body => await InviteAsync(request, client, registrationId, body, cancellationToken),
            JsonBody.Rejected rejected => await request.ProblemAsync(rejected.Problem, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<HttpResponseData> InviteAsync(
        HttpRequestData request, ClientPolicy client, string registrationId, JsonBody.Read body, CancellationToken cancellationToken)
    {
        var fields = new JsonFields(body.Root, RegistrationRequest.ParentEmail, RegistrationRequest.ChildEmail);
        var address = RegistrationRequest.ReadEmail(fields, RegistrationRequest.ParentEmail);
        var child = RegistrationRequest.ReadEmail(fields, RegistrationRequest.ChildEmail);
        if (address is null || fields.Errors.Count > 0)
        {
            var missing = !fields.HasErrorOf(RegistrationRequest.ParentEmail) && address is null;
            return await request.ProblemAsync(
                Problems.Invalid(missing ? [.. fields.Errors, Required] : fields.Errors), cancellationToken);
        }

        if (limits.Take(client.Id) is { } problem)
        {
            return await request.ProblemAsync(problem, cancellationToken);
        }

        return await inviteGuardian.ExecuteAsync(new InviteGuardianCommand(client, registrationId, address, child), cancellationToken) switch
        {
            InviteGuardianResult.Invited { Registration: var invited } =>
                await request.JsonAsync(RegistrationAnswer.Of(invited, clock.GetUtcNow()), cancellationToken, HttpStatusCode.Accepted),
            InviteGuardianResult.Unchanged { Registration: var unchanged } =>
                await request.JsonAsync(RegistrationAnswer.Of(unchanged, clock.GetUtcNow()), cancellationToken),
            InviteGuardianResult.SameGuardian => await request.ProblemAsync(Problems.Invalid([SameGuardian]), cancellationToken),
            InviteGuardianResult.ParentEmailIsChilds => await request.ProblemAsync(
                Problems.Invalid([RegistrationRequest.ParentEmailIsChilds]), cancellationToken),
            InviteGuardianResult.AlreadyTwo => await request.ProblemAsync(Problems.TwoGuardians, cancellationToken),
            InviteGuardianResult.TooManyChanges => await request.ProblemAsync(Problems.TooManyChanges, cancellationToken),
            InviteGuardianResult.Over => await request.ProblemAsync(Problems.RegistrationOver, cancellationToken),
            _ => await request.ProblemAsync(Problems.NoSuchRegistration, cancellationToken),
        };
    }
}
