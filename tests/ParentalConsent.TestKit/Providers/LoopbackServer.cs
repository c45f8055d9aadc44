using System.Net;
using System.Text;
using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.TestKit.Providers;

/// <summary>A small HTTP server on a free loopback port.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int Tries = 20;

    private readonly HttpListener listener;
    private readonly Func<HttpListenerContext, Task> answer;
    private readonly Task serving;

    /// <param name="answer">Of one request; its response is closed afterwards.</param>
    public LoopbackServer(Func<HttpListenerContext, Task> answer)
    {
        this.answer = answer;
        (listener, Url) = Listen();
        serving = ServeAsync();
    }

    public Uri Url { get; }

    public static async Task<string> ReadAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public static async Task WriteAsync(HttpListenerResponse response, int status, string contentType, string body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    public async ValueTask DisposeAsync()
    {
        // Closed again, it stays closed.
        listener.Close();
        await serving;
    }

    private static (HttpListener Listener, Uri Url) Listen()
    {
        for (var tried = 1; ; tried++)
        {
            var url = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
            var listener = new HttpListener { Prefixes = { url.AbsoluteUri } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (tried < Tries)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await answer(context);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The caller went away, or the server stopped.
        }
        catch
        {
            context.Response.Abort();
            throw;
        }
    }
}
