using System.Collections.Concurrent;
using System.Net;
using ParentalConsent.Storage.Webhooks;

namespace ParentalConsent.Storage.Tests.Webhooks;

/// <summary>Names resolve as the test says, one answer after the other; every address is the same loopback port.</summary>
internal sealed class FakeConnections(int port, string[][] answers) : WebhookConnections
{
    private readonly ConcurrentQueue<IPAddress> connected = new();
    private readonly List<Stream> streams = [];
    private int resolved;

    public int Resolved => resolved;

    public IReadOnlyCollection<IPAddress> Connected => connected;

    /// <summary>So that the next request connects anew.</summary>
    public void CloseAll() => streams.ForEach(stream => stream.Dispose());

    protected override Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(answers[Math.Min(Interlocked.Increment(ref resolved), answers.Length) - 1].Select(IPAddress.Parse).ToArray());

    protected override async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        connected.Enqueue(address.Address);
        var stream = await base.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        streams.Add(stream);
        return stream;
    }
}
