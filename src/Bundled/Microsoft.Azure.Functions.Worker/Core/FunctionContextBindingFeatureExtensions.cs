using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    /// <exception cref="InvalidOperationException">The function returned something else than <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        var outcome = InvocationOutcome.Of(context);
        return outcome.Value is T
            ? new StoredResult<T>(outcome)
            : throw new InvalidOperationException(
                $"The function returned {outcome.Value?.GetType().FullName ?? "nothing"}, not {typeof(T).FullName}.");
    }

    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new StoredResult(InvocationOutcome.Of(context));
}
