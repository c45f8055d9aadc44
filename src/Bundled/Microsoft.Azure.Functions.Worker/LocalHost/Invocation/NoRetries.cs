namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Functions here have no retry policy of their own; queues redeliver instead.</summary>
internal sealed class NoRetries : RetryContext
{
    public static readonly NoRetries Instance = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
