namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

internal sealed class StoredResult(InvocationOutcome outcome) : InvocationResult
{
    public override object? Value
    {
        get => outcome.Value;
        set => outcome.Value = value;
    }
}
