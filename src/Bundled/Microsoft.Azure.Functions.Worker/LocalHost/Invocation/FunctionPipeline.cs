using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>The app's middleware in the order in which it was added, and the function at its end.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private FunctionExecutionDelegate? built;

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> item) => middleware.Add(item);

    public Task RunAsync(LocalFunctionContext context) => (built ??= Build())(context);

    private FunctionExecutionDelegate Build() =>
        middleware.AsEnumerable().Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, item) => item(next));

    private static async Task ExecuteAsync(FunctionContext context)
    {
        // A middleware may have wrapped the context; the host's own stays reachable through its features.
        var invocation = context as LocalFunctionContext
            ?? context.Features.Get<LocalFunctionContext>()
            ?? throw new InvalidOperationException("The context handed on does not belong to an invocation of the host.");
        invocation.Outcome.Value = await invocation.Function.ExecuteAsync(invocation);
    }
}
