using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.TestKit.Webhooks;

/// <summary>A client's endpoint for webhooks on loopback: checks signatures as docs/events.md says, and answers as a test wants.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly List<SentRequest> received = [];
    private readonly TaskCompletionSource released = new();

    public WebhookReceiver() => server = new LoopbackServer(AnswerAsync);

    public Uri Url => server.Url;

    /// <summary>Status of the next answers.</summary>
    public int Status { get; set; } = 200;

    public string? RetryAfter { get; set; }

    public string? Location { get; set; }

    public string Body { get; set; } = "";

    /// <summary>Answers nothing until the receiver is disposed of.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Answers with a body that never ends.</summary>
    public bool IsEndless { get; set; }

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<SentRequest> Received
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    public static string NewSecret(int bytes = 32) => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes))}";

    /// <summary>As a receiver checks it: with its one secret, against any of the signatures.</summary>
    public static bool IsSigned(SentRequest request, string secret)
    {
        var header = request.Headers;
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(
            key, Encoding.UTF8.GetBytes($"{header["webhook-id"]}.{header["webhook-timestamp"]}.{request.Body}")));
        return header["webhook-signature"].Split(' ').Contains($"v1,{expected}");
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var headers = context.Request.Headers.AllKeys.OfType<string>()
            .ToDictionary(name => name.ToLowerInvariant(), name => context.Request.Headers[name]!);
        var sent = new SentRequest(context.Request.HttpMethod, context.Request.RawUrl!, headers, await LoopbackServer.ReadAsync(context.Request));
        lock (received)
        {
            received.Add(sent);
        }

        Asked.TrySetResult();
        if (IsSilent)
        {
            await released.Task;
            return;
        }

        context.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            context.Response.Headers["Retry-After"] = wait;
        }

        if (Location is { } location)
        {
            context.Response.Headers["Location"] = location;
        }

        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Body));
        while (IsEndless)
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(DateTimeOffset.UnixEpoch.ToString("O", CultureInfo.InvariantCulture)));
            await context.Response.OutputStream.FlushAsync();
        }
    }
}
