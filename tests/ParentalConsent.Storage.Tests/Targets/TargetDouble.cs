using System.Net;
using System.Text;
using ParentalConsent.TestKit.Processes;

namespace ParentalConsent.Storage.Tests.Targets;

/// <summary>A storage service that answers as the test wants.</summary>
internal sealed class TargetDouble : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Action<HttpListenerContext> answer;
    private readonly Task serving;

    private TargetDouble(Action<HttpListenerContext> answer)
    {
        this.answer = answer;
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        listener.Prefixes.Add(Url.AbsoluteUri);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Url { get; }

    public static TargetDouble Answering(Action<HttpListenerContext> answer) => new(answer);

    public static void Write(HttpListenerContext context, string xml) => context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(xml));

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                answer(context);
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
