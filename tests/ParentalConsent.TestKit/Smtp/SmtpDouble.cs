using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ParentalConsent.TestKit.Smtp;

/// <summary>
/// A small SMTP server for tests that misbehaves on request. Everything can be changed while it runs
/// and counts from the next command on; without a request it accepts every mail.
/// </summary>
public sealed class SmtpDouble : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, string> refusals = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<SmtpMessage> received = new();
    private readonly ConcurrentDictionary<Task, bool> conversations = new();
    private readonly SmtpDoubleOptions options;
    private readonly Task accepting;
    private string? refusalOfAll;
    private int connections;
    private int droppedAt = -1;

    private SmtpDouble(SmtpDoubleOptions options)
    {
        this.options = options;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public static string Host => "127.0.0.1";

    public int Port { get; }

    public IReadOnlyList<SmtpMessage> Received => [.. received];

    /// <summary>How many connections were made so far, whatever became of them.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>How long it waits before each of its answers.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Closes every connection at this stage without a word.</summary>
    public SmtpStage? DropAt
    {
        get => Volatile.Read(ref droppedAt) is >= 0 and var stage ? (SmtpStage)stage : null;
        set => Volatile.Write(ref droppedAt, value is { } stage ? (int)stage : -1);
    }

    public static SmtpDouble Start(SmtpDoubleOptions? options = null) => new(options ?? new SmtpDoubleOptions());

    /// <summary>Answers every RCPT TO of this address with, for example, <c>550 5.1.1 Mailbox unknown</c>.</summary>
    public void RefuseRecipient(string address, string reply) => refusals[address] = reply;

    /// <summary>Answers every RCPT TO with, for example, <c>451 4.3.0 Try again later</c>.</summary>
    public void RefuseAll(string reply) => Volatile.Write(ref refusalOfAll, reply);

    /// <summary>Back to accepting everything at once.</summary>
    public void Behave()
    {
        refusals.Clear();
        Volatile.Write(ref refusalOfAll, null);
        DropAt = null;
        Delay = TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(conversations.Keys);
        stopping.Dispose();
    }

    internal string? RefusalOf(string recipient) =>
        refusals.GetValueOrDefault(recipient) ?? Volatile.Read(ref refusalOfAll);

    internal void Keep(SmtpMessage message) => received.Enqueue(message);

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                var conversation = ServeAsync(client);
                conversations[conversation] = true;
                _ = conversation.ContinueWith(
                    done => conversations.TryRemove(done, out _),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new SmtpConversation(this, options, client.GetStream()).RunAsync(stopping.Token);
            }
            catch (Exception ended) when (
                ended is IOException or FormatException or OperationCanceledException or AuthenticationException)
            {
                // The client went away or talked nonsense, the double is being disposed, or TLS was refused: all part of the play.
            }
        }
    }
}
