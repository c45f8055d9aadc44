using System.Net;
using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.Storage.Tests.Targets;

/// <summary>Stands before Azurite, and cuts one request off: before it is sent on, or once it has had its effect. Whoever sent it is stopped, as by a kill.</summary>
internal sealed class CutOffProxy : IAsyncDisposable
{
    /// <summary>Of a connection, and not of what is said.</summary>
    private static readonly string[] Hops = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    private readonly HttpListener listener = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    private readonly CancellationTokenSource killed = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri service;
    private readonly int? cutAt;
    private readonly bool after;
    private readonly Task serving;

    /// <param name="service">Its requests are signed by their path, so that they can come through another port.</param>
    /// <param name="cutAt">Which request is cut off, from 1; null for none.</param>
    /// <param name="after">It has its effect, and its answer is lost.</param>
    public CutOffProxy(Uri service, int? cutAt, bool after)
    {
        (this.service, this.cutAt, this.after) = (service, cutAt, after);
        var root = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        Url = new Uri(root, service.AbsolutePath);
        listener.Prefixes.Add(root.AbsoluteUri);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>In place of the service's.</summary>
    public Uri Url { get; }

    /// <summary>What the worker is stopped by.</summary>
    public CancellationToken Killed => killed.Token;

    public int Requests { get; private set; }

    /// <summary>Nobody waits for a request while the listener is closed: it would not be told.</summary>
    public async ValueTask DisposeAsync()
    {
        over.SetResult();
        await serving;
        listener.Close();
        http.Dispose();
        killed.Dispose();
    }

    private async Task ServeAsync()
    {
        for (var next = listener.GetContextAsync(); await Task.WhenAny(next, over.Task) == next; next = listener.GetContextAsync())
        {
            try
            {
                await ServeAsync(await next);
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                // Whoever asked was stopped meanwhile.
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        var cut = ++Requests >= cutAt;
        if (cut && !(after && Requests == cutAt))
        {
            await KillAsync(context);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(service, context.Request.RawUrl));
        if (context.Request.HasEntityBody)
        {
            using var sent = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(sent);
            request.Content = new ByteArrayContent(sent.ToArray());
        }

        foreach (var name in context.Request.Headers.AllKeys.OfType<string>().Except(Hops, StringComparer.OrdinalIgnoreCase))
        {
            if (!request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
            }
        }

        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (cut)
        {
            await KillAsync(context);
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = string.Join(", ", values);
        }

        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    private async Task KillAsync(HttpListenerContext context)
    {
        await killed.CancelAsync();
        context.Response.Abort();
    }
}
