using Microsoft.Azure.Functions.Worker;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

/// <summary>Queue and timer functions that hand what they get to the test.</summary>
public sealed class CounterFunctions(Probe probe)
{
    [Function("TakeText")]
    public Task TakeTextAsync(
        [QueueTrigger("%Test:Queue%")] string text, long dequeueCount, string id, FunctionContext context, CancellationToken cancellationToken) =>
        probe.SeenAsync(new Seen(text, dequeueCount, id, context), cancellationToken);

    [Function("Tick")]
    public Task TickAsync([TimerTrigger("%Test:Schedule%")] TimerInfo timer, FunctionContext context, CancellationToken cancellationToken) =>
        probe.SeenAsync(new Seen(timer, 0, "", context), cancellationToken);

    [Function("TickAtStart")]
    public Task TickAtStartAsync([TimerTrigger("%Test:Schedule%", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, FunctionContext context) =>
        probe.SeenAsync(new Seen(timer, 0, "", context), CancellationToken.None);
}
