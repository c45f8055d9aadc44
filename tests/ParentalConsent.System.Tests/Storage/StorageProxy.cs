using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParentalConsent.TestKit;

namespace ParentalConsent.SystemTests.Storage;

/// <summary>
/// Stands in front of an Azurite's tables and queues and keeps every request. The account is the first part of the path, as
/// for any emulator, so signatures made for the proxy's address hold behind it.
/// </summary>
public sealed class StorageProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Expect"];

    private static readonly byte[] NoMessages = "<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList/>"u8.ToArray();

    private readonly HttpClient upstream = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64,
    });

    private readonly ConcurrentQueue<StorageCall> calls = new();
    private readonly Azurite azurite;
    private readonly WebApplication app;
    private int queuePort;
    private volatile bool pollingPaused;
    private int pollsUnderWay;

    private StorageProxy(Azurite azurite)
    {
        this.azurite = azurite;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(HandleAsync);
    }

    public string ConnectionString { get; private set; } = "";

    /// <summary>All calls so far, polling included.</summary>
    public IReadOnlyList<StorageCall> Calls => [.. calls];

    /// <summary>What answers say the time is.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = TimeProvider.System.GetUtcNow;

    /// <summary>Calls that never reach the account: they are answered 403, with what was sent in the error's text.</summary>
    public Func<StorageCall, bool> Refuses { get; set; } = _ => false;

    /// <summary>
    /// From its end until <see cref="ResumePolling"/>, whoever asks a queue for messages is told that there are none. Who had
    /// asked before has been answered by then, so that no message queued later slips through.
    /// </summary>
    public async Task PausePollingAsync()
    {
        pollingPaused = true;
        while (Volatile.Read(ref pollsUnderWay) > 0)
        {
            await Task.Delay(10);
        }
    }

    public void ResumePolling() => pollingPaused = false;

    public static async Task<StorageProxy> StartAsync(Azurite azurite)
    {
        var proxy = new StorageProxy(azurite);
        await proxy.app.StartAsync();
        var ports = proxy.app.Urls.Select(url => new Uri(url).Port).ToArray();
        proxy.queuePort = ports[1];
        proxy.ConnectionString = azurite.ConnectionString
            .Replace(azurite.TableUri.Authority, $"127.0.0.1:{ports[0]}", StringComparison.Ordinal)
            .Replace(azurite.QueueUri.Authority, $"127.0.0.1:{ports[1]}", StringComparison.Ordinal);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var isQueue = context.Connection.LocalPort == queuePort;
        using var read = new MemoryStream();
        await request.Body.CopyToAsync(read, context.RequestAborted);
        var target = $"{request.Path}{request.QueryString}";
        var call = StorageCall.Of(isQueue, request.Method, Uri.UnescapeDataString(target), read.ToArray());
        calls.Enqueue(call);
        if (!call.IsPolling)
        {
            await PassOnAsync(context, call, isQueue);
            return;
        }

        Interlocked.Increment(ref pollsUnderWay);
        try
        {
            await (pollingPaused ? AnswerNoMessagesAsync(context) : PassOnAsync(context, call, isQueue));
        }
        finally
        {
            Interlocked.Decrement(ref pollsUnderWay);
        }
    }

    private async Task AnswerNoMessagesAsync(HttpContext context)
    {
        context.Response.ContentType = "application/xml";
        context.Response.Headers.Date = Clock().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(NoMessages);
    }

    private async Task PassOnAsync(HttpContext context, StorageCall call, bool isQueue)
    {
        var request = context.Request;
        if (Refuses(call))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync($"Refused: {call.Target} {System.Text.Encoding.UTF8.GetString(call.Body)}");
            return;
        }

        var rawTarget = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var server = isQueue ? azurite.QueueUri : azurite.TableUri;
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri($"{server.GetLeftPart(UriPartial.Authority)}{rawTarget}"))
        {
            Content = call.Body.Length > 0 || request.ContentLength is not null ? new ByteArrayContent(call.Body) : null,
        };
        foreach (var header in request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string>)header.Value!))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string>)header.Value!);
            }
        }

        using var answer = await upstream.SendAsync(message, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        context.Response.Headers.Date = Clock().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
