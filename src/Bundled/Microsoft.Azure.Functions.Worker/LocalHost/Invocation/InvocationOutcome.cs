namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Holds what a function returned, where middleware can see and replace it.</summary>
internal sealed class InvocationOutcome
{
    public object? Value { get; set; }

    public static InvocationOutcome Of(FunctionContext context) =>
        context.Features.Get<InvocationOutcome>()
        ?? throw new InvalidOperationException("This context does not belong to an invocation of the host.");
}
