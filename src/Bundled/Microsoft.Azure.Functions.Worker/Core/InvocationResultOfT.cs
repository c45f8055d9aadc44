namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned; a middleware may replace it.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}
