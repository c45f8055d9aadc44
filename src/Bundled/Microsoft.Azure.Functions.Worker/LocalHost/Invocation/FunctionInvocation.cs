using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>One run of a function; disposing it ends the scope of its services.</summary>
internal sealed class FunctionInvocation(
    LocalFunctionContext context,
    FunctionPipeline pipeline,
    AsyncServiceScope scope,
    CancellationTokenSource token,
    CancellationTokenSource? timeout) : IAsyncDisposable
{
    public LocalFunctionContext Context => context;

    /// <returns>What the function, or a middleware in its place, returned.</returns>
    public async Task<object?> RunAsync(object trigger)
    {
        context.Trigger = trigger;
        await pipeline.RunAsync(context);
        return context.Outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        token.Dispose();
        timeout?.Dispose();
    }
}
