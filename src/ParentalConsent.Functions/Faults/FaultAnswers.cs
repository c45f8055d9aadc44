using System.Net.Sockets;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using ParentalConsent.Functions.Http;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Functions.Faults;

/// <summary>Answers for HTTP functions that throw. Faults of other functions go on to the host, which tries them again.</summary>
public sealed partial class FaultAnswers(ILogger<FaultAnswers> logger, ConsentPages pages) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (IsHttp(context))
        {
            if (await context.GetHttpRequestDataAsync() is not { } request)
            {
                throw;
            }

            var stopped = context.CancellationToken.IsCancellationRequested;
            if (!stopped)
            {
                Log.Failed(logger, context.FunctionDefinition.Name, context.InvocationId, FaultText.TypesOf(exception), FaultText.StackOf(exception));
            }

            context.GetInvocationResult().Value =
                await AnswerAsync(request, stopped || IsUnavailability(exception) ? Problems.Unavailable : Problems.Internal);
        }
    }

    /// <summary>Whether something we depend on does not answer, or asks us to come back later.</summary>
    public static bool IsUnavailability(Exception exception) => FaultText.Chain(exception).Any(fault => fault switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        SecretsUnavailableException or TimeoutException or OperationCanceledException or HttpRequestException or SocketException => true,
        _ => false,
    });

    private static bool IsHttp(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase));

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Problem problem) =>
        request.Accepts("text/html")
            ? await request.HtmlAsync(await pages.FaultAsync(request.Language()), CancellationToken.None, problem.Status)
            : await request.ProblemAsync(problem, CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Function} failed ({InvocationId}): {Fault}\n{Stack}")]
        public static partial void Failed(ILogger logger, string function, string invocationId, string fault, string stack);
    }
}
