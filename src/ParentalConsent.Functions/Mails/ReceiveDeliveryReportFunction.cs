using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Mails;

/// <summary>
/// Takes what mail servers say of mails that they had taken: events of Azure Communication Services, through Event Grid, and delivery
/// status notifications that a mail gateway posts. What is well formed is answered 200, whatever it is about: to send it again would not
/// help. Where we fail it is 5xx, and sending it again is safe.
/// </summary>
public sealed class ReceiveDeliveryReportFunction(PresentedKeys keys, RecordDeliveryReport record)
{
    /// <summary>Reports are at most 256 KiB; a notification may hold the whole mail.</summary>
    public const int Limit = 256 * 1024;

    public const string KeyHeader = "delivery-report-key";

    private static readonly string[] Names = [SecretNames.DeliveryReportKey];

    [Function("ReceiveDeliveryReport")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mail/delivery-reports")] HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var isHandshake = EventGridReports.IsHandshake(request);
        if (!isHandshake && await keys.FindAsync(Names, request.SingleHeader(KeyHeader), cancellationToken) is null)
        {
            return await request.ProblemAsync(Problems.DeliveryReportUnauthorized, cancellationToken);
        }

        if (await request.ReadBodyAsync(Limit, cancellationToken) is not { } body)
        {
            return await request.ProblemAsync(Problems.BodyTooLarge(Limit), cancellationToken);
        }

        if (isHandshake)
        {
            return EventGridReports.ReadValidationCode(body) is { } code
                ? await request.JsonAsync(new { validationResponse = code }, cancellationToken)
                : await request.ProblemAsync(Problems.UnreadableReport, cancellationToken);
        }

        return request.MediaType() switch
        {
            "application/json" => await AnswerAsync(request, EventGridReports.Read(body), cancellationToken),
            "message/rfc822" => await AnswerAsync(request, DeliveryStatusMail.Read(body), cancellationToken),
            _ => await request.ProblemAsync(Problems.UnsupportedMediaType("application/json or message/rfc822"), cancellationToken),
        };
    }

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, IReadOnlyList<DeliveryReport>? reports, CancellationToken cancellationToken)
    {
        if (reports is null)
        {
            return await request.ProblemAsync(Problems.UnreadableReport, cancellationToken);
        }

        var effects = new List<DeliveryReportEffect>();
        foreach (var report in reports)
        {
            effects.Add(await record.ExecuteAsync(report, cancellationToken));
        }

        return await request.JsonAsync(
            new
            {
                bounced = effects.Count(effect => effect is DeliveryReportEffect.Bounced),
                ignored = effects.Count(effect => effect is DeliveryReportEffect.Ignored),
                unknown = effects.Count(effect => effect is DeliveryReportEffect.Unknown),
            },
            cancellationToken);
    }
}
