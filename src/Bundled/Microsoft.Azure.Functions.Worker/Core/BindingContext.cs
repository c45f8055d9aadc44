namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>What the trigger says about this invocation; what is not a string stands there as JSON text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
