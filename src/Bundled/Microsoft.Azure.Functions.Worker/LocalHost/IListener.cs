namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Sets one function off until the host stops.</summary>
internal interface IListener
{
    void Start();

    /// <param name="outOfTime">Set when the time to finish work in hand is over.</param>
    Task StopAsync(CancellationToken outOfTime);
}
