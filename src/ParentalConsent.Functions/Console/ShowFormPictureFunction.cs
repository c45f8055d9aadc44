using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Staff;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Console;

/// <summary>The picture of a signed form, for the eyes of administrators only.</summary>
public sealed class ShowFormPictureFunction(StaffDesk desk, ReadForm readForm)
{
    [Function("ShowFormPicture")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/reviews/{registrationId}/{upload}")] HttpRequestData request,
        string registrationId,
        string upload,
        CancellationToken cancellationToken) =>
        await desk.ServeAsync(
            request, StaffAction.SeePicture, registrationId, _ => ShowAsync(request, registrationId, upload, cancellationToken), cancellationToken);

    private async Task<HttpResponseData> ShowAsync(
        HttpRequestData request, string registrationId, string upload, CancellationToken cancellationToken)
    {
        if (await readForm.ReadAsync(registrationId, upload, cancellationToken) is not { } picture)
        {
            return await request.ProblemAsync(Problems.NotFound, cancellationToken);
        }

        var (type, extension, inline) = picture.Kind switch
        {
            FormKind.Jpeg => ("image/jpeg", "jpg", true),
            FormKind.Png => ("image/png", "png", true),
            FormKind.WebP => ("image/webp", "webp", true),
            FormKind.Heic => ("image/heic", "heic", false),
            _ => ("application/pdf", "pdf", false),
        };
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", type);
        response.Headers.Add("Content-Disposition", $"{(inline ? "inline" : "attachment")}; filename=\"signed-form.{extension}\"");
        response.AddPictureHeaders(request);
        await response.Body.WriteAsync(picture.Bytes, cancellationToken);
        return response;
    }
}
