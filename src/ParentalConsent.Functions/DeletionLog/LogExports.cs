using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>Answers with the log as a file that can be checked offline.</summary>
public sealed class LogExports(ExportDeletionLog export)
{
    /// <param name="path">Where the next part is asked for.</param>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, string path, CancellationToken cancellationToken)
    {
        var fields = new QueryFields(request, "cursor");
        LogPosition? from = null;
        if (fields.Text("cursor") is { } cursor && !LogPosition.TryParse(cursor, out from))
        {
            fields.Add("cursor", "notACursor", "Must be the cursor of the part before.");
        }

        if (fields.Errors.Count > 0)
        {
            return await request.ProblemAsync(Problems.Invalid(fields.Errors), cancellationToken);
        }

        var response = request.CreateResponse(HttpStatusCode.OK);
        response.AddApiHeaders(request);
        response.Headers.Add("Content-Type", "application/x-ndjson");
        response.Headers.Add("Content-Disposition", "attachment; filename=\"deletion-log.ndjson\"");
        if (await export.WriteAsync(response.Body, from, cancellationToken) is { } next)
        {
            response.Headers.Add("Link", $"<{path}?cursor={next}>; rel=\"next\"");
            response.Headers.Add("X-Next-Cursor", next.ToString());
        }

        return response;
    }
}
