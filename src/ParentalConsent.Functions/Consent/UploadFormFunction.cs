using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Forms;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Parts;

namespace ParentalConsent.Functions.Consent;

/// <summary>Takes a signed form in.</summary>
public sealed class UploadFormFunction(UploadForm uploadForm, OpenLink openLink, LinkAnswers answers)
{
    [Function("UploadForm")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "consent/form")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var sent = await request.ReadUploadAsync(FormStep.FieldName, FormPicture.MaxLength, cancellationToken);
        if (sent is not UploadResult.Read { Form: var form, File: var file })
        {
            return await answers.UnreadableAsync(request, ((UploadResult.Rejected)sent).Problem, cancellationToken);
        }

        var wish = request.Language(form);
        var token = form.Value(DecisionForm.Token);
        var (picture, fault) = file is null ? (null, FormFault.TooLarge) : FormContent.Check(file);
        if (picture is null)
        {
            return await answers.StepAgainAsync(
                request,
                await openLink.ExecuteAsync(token, cancellationToken),
                token,
                [new FieldProblem(FormStep.FieldName, $"Error.{FormStep.FieldName}.{fault}")],
                fault is FormFault.TooLarge ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.UnprocessableEntity,
                wish,
                cancellationToken);
        }

        return await uploadForm.ExecuteAsync(token, picture, cancellationToken) switch
        {
            UploadFormResult.Received received => await answers.OpenAsync(
                request, new OpenLinkResult.Verifying(received.Registration), token, wish, cancellationToken),
            UploadFormResult.NotPossible not => await answers.StepAgainAsync(
                request, not.Found, token, [], HttpStatusCode.Conflict, wish, cancellationToken),
            _ => throw new InvalidOperationException(),
        };
    }
}
