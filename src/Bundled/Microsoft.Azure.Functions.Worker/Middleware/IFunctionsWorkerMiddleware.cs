namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every function, whatever sets it off; a single instance serves the whole app.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
