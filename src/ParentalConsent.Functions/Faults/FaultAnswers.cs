using System.Net.Sockets;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using ParentalConsent.Functions.Http;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Functions.Faults;

/// <summary>Answers for HTTP functions that throw. Faults of other functions go on to the host, which tries them again.</summary>
public sealed partial class FaultAnswers(ILogger<FaultAnswers> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>What was sent may have been kept before the fault, so the page must not say that it was not.</summary>
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta name="robots" content="noindex, nofollow">
          <title>Please look again – Parental consent</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/assets/site.css">
        </head>
        <body>
          <header class="top"><p class="brand"><img src="/assets/icon.svg" alt="" width="36" height="36"> Parental consent</p></header>
          <main id="main" data-page="fault">
            <h1>Please look again in a few minutes</h1>
            <p class="lead">Something went wrong on our side. What you sent may have arrived all the same.</p>
            <p>In a few minutes, open the link in our mail again: it shows whether your answer arrived. If it did not, you can answer there.</p>
          </main>
        </body>
        </html>
        """;

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

    private static Task<HttpResponseData> AnswerAsync(HttpRequestData request, Problem problem) =>
        request.Accepts("text/html")
            ? request.HtmlAsync(Page, CancellationToken.None, problem.Status)
            : request.ProblemAsync(problem, CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Function} failed ({InvocationId}): {Fault}\n{Stack}")]
        public static partial void Failed(ILogger logger, string function, string invocationId, string fault, string stack);
    }
}
