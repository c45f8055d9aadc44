using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Answers the requests of one HTTP function.</summary>
internal sealed partial class HttpTrigger(
    LocalFunction function, Func<HttpRequest, bool>? isAllowed, InvocationFactory invocations, ILogger logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (isAllowed is not null && !isAllowed(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await using var invocation = invocations.Create(
            function, () => HttpBindingData.Of(http.Request), http.RequestAborted);
        var context = invocation.Context;
        try
        {
            var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
            var result = await invocation.RunAsync(new LocalHttpRequestData(context, http.Request, body));
            await ResponseWriter.WriteAsync(result, http.Response, http.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            Clear(http.Response, exception.StatusCode);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.CallerGone(logger, function.Name, context.InvocationId);
            return;
        }
        catch (OperationCanceledException) when (invocations.HostStops.IsCancellationRequested)
        {
            Clear(http.Response, StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, function.Name, context.InvocationId, exception);
            Clear(http.Response, StatusCodes.Status500InternalServerError);
        }

        Log.Answered(logger, function.Name, http.Response.StatusCode, context.InvocationId);
    }

    private static void Clear(HttpResponse response, int status)
    {
        if (response.HasStarted)
        {
            response.HttpContext.Abort();
            return;
        }

        response.Clear();
        response.StatusCode = status;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function} answered {Status} ({InvocationId})")]
        public static partial void Answered(ILogger logger, string function, int status, string invocationId);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed ({InvocationId})")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception exception);

        [LoggerMessage(3, LogLevel.Debug, "{Function}: the caller went away ({InvocationId})")]
        public static partial void CallerGone(ILogger logger, string function, string invocationId);
    }
}
