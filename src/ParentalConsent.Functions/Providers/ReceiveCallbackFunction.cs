using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Providers;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Providers;

/// <summary>
/// Takes what a provider says of a check. 2xx only for what was taken, or had been; 5xx where we fail, so that it is said again.
/// </summary>
public sealed partial class ReceiveCallbackFunction(ProviderSet providers, RecordCheck recordCheck, ILogger<ReceiveCallbackFunction> logger)
{
    /// <summary>Callbacks are at most 64 KiB.</summary>
    public const int Limit = 64 * 1024;

    [Function("ReceiveCallback")]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/{provider}")] HttpRequestData request,
        string provider,
        CancellationToken cancellationToken)
    {
        if (providers.Find(provider) is not { } sender)
        {
            return await request.ProblemAsync(CallbackProblems.NoSuchProvider, cancellationToken);
        }

        if (await request.ReadBodyAsync(Limit, cancellationToken) is not { } body)
        {
            return await request.ProblemAsync(Problems.BodyTooLarge(Limit), cancellationToken);
        }

        var reading = await sender.ReadAsync(new ProviderCallback(body, request.SingleHeader), cancellationToken);
        if (reading is not CallbackReading.Said said)
        {
            Log.NotRead(logger, sender.Name, reading.GetType().Name);
            return await request.ProblemAsync(ProblemOf(reading), cancellationToken);
        }

        var result = await recordCheck.ExecuteAsync(new RecordCheckCommand(sender.Name, said.Outcome, said.Reference), cancellationToken);
        if (result is RecordCheckResult.Taken taken)
        {
            return await request.JsonAsync(new { effect = taken.Effect }, cancellationToken);
        }

        Log.NotTaken(logger, sender.Name, said.Outcome, result.GetType().Name);
        return await request.ProblemAsync(ProblemOf(result), cancellationToken);
    }

    private static Problem ProblemOf(CallbackReading reading) => reading switch
    {
        CallbackReading.WrongSignature => CallbackProblems.WrongSignature,
        CallbackReading.WrongTime => CallbackProblems.WrongTime,
        CallbackReading.UnknownEvent => CallbackProblems.UnknownEvent,
        _ => CallbackProblems.Unreadable,
    };

    private static Problem ProblemOf(RecordCheckResult result) => result switch
    {
        RecordCheckResult.NotAwaited not => CallbackProblems.NotAwaited(not.State),
        RecordCheckResult.TooLate => CallbackProblems.TooLate,
        _ => CallbackProblems.UnknownReference,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A callback for provider {Provider} was refused: {Why}")]
        public static partial void NotRead(ILogger logger, string provider, string why);

        [LoggerMessage(2, LogLevel.Warning, "Provider {Provider} said {Outcome}, which changed nothing: {Why}")]
        public static partial void NotTaken(ILogger logger, string provider, CheckOutcome outcome, string why);
    }
}
