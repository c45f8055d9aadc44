using Microsoft.Azure.Functions.Worker.LocalHost.Http;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>
/// Checks every function before anything starts; starts queues and timers after the app's own services; says what runs
/// once HTTP is served.
/// </summary>
internal sealed class FunctionsHostedService(ListenerFactory factory, HttpFunctions http, StartBanner banner) : IHostedLifecycleService
{
    private IReadOnlyList<IListener> listeners = [];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = http.Routes;
        listeners = factory.CreateAll();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        banner.Print();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(listeners.Select(listener => listener.StopAsync(cancellationToken)));

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
