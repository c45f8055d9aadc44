using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Notices;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Notices;

/// <summary>A direct notice as it was shown, byte for byte. Open to all: it holds no personal data, and its hash is on the receipt.</summary>
public sealed partial class ShowNoticeFunction(INotices notices)
{
    [Function("ShowNotice")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "notices/{hash}")] HttpRequestData request,
        string hash,
        CancellationToken cancellationToken)
    {
        if (!Hash().IsMatch(hash))
        {
            return await request.ProblemAsync(Problems.BadNoticeHash, cancellationToken);
        }

        if (await notices.FindAsync(hash, cancellationToken) is not { } text)
        {
            return await request.ProblemAsync(Problems.NoSuchNotice, cancellationToken);
        }

        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        response.Headers.Add("ETag", $"\"{hash}\"");
        response.AddForeverHeaders(request);
        await response.Body.WriteAsync(text, cancellationToken);
        return response;
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
