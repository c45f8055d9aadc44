namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

internal sealed class StoredResult<T>(InvocationOutcome outcome) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)outcome.Value;
        set => outcome.Value = value;
    }
}
