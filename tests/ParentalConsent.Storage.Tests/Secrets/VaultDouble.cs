using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace ParentalConsent.Storage.Tests.Secrets;

/// <summary>
/// A small Key Vault over HTTP: asks for a token first, lists versions in pages of two without their values, and gives one
/// version at a time (REST API 7.x of secrets). Clients call it by its https name, as they insist on that.
/// </summary>
internal sealed class VaultDouble : IAsyncDisposable
{
    private const int PageSize = 2;

    private readonly HttpListener listener;
    private readonly HttpClient http;
    private readonly Task serving;

    public VaultDouble()
    {
        (listener, var port) = Listen();
        http = new HttpClient(new ToLoopback(port));
        serving = ServeAsync();
    }

    public static Uri Address { get; } = new("https://double.vault.azure.net");

    public ConcurrentDictionary<string, VaultSecretVersion[]> Secrets { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers everything with this status, and a body that no error should repeat.</summary>
    public int? Broken { get; set; }

    public SecretClient CreateClient()
    {
        var options = new SecretClientOptions { Transport = new HttpClientTransport(http) };
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new SecretClient(Address, new StaticCredential(), options);
    }

    /// <summary>Connections are refused from now on.</summary>
    public void Stop() => listener.Stop();

    public async ValueTask DisposeAsync()
    {
        Stop();
        await serving;
        listener.Close();
        http.Dispose();
    }

    private static (HttpListener Listener, int Port) Listen()
    {
        while (true)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                Requests.Enqueue(context.Request.Url!.PathAndQuery);
                var (status, body) = Answer(context);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json; charset=utf-8";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body)));
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private (int Status, object Body) Answer(HttpListenerContext context)
    {
        if (context.Request.Headers["Authorization"] is not { } authorization)
        {
            context.Response.AddHeader(
                "WWW-Authenticate",
                "Bearer authorization=\"https://login.windows.net/11111111-2222-3333-4444-555555555555\", resource=\"https://vault.azure.net\"");
            return Error(401, "Unauthorized");
        }

        if (authorization != $"Bearer {StaticCredential.Token}")
        {
            return Error(401, "Unauthorized");
        }

        var path = context.Request.Url!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (Broken, path) switch
        {
            ({ } status, _) => Error(status, "Broken"),
            (_, ["secrets", var name, "versions"]) => Versions(name, int.Parse(context.Request.QueryString["$skiptoken"] ?? "0", CultureInfo.InvariantCulture)),
            (_, ["secrets", var name, var version]) => One(name, version),
            _ => Error(400, "BadParameter"),
        };
    }

    private (int Status, object Body) Versions(string name, int start)
    {
        var versions = Secrets.GetValueOrDefault(name, []);
        var more = versions.Length > start + PageSize;
        return (200, new
        {
            value = versions.Skip(start).Take(PageSize).Select(version => new { id = Id(name, version), attributes = Attributes(version) }),
            nextLink = more ? $"{Address}secrets/{name}/versions?api-version=7.5&$skiptoken={start + PageSize}" : null,
        });
    }

    private (int Status, object Body) One(string name, string version) =>
        Secrets.GetValueOrDefault(name, []).FirstOrDefault(secret => secret.Version == version) switch
        {
            null => Error(404, "SecretNotFound"),
            { Enabled: false } => Error(403, "Forbidden"),
            var found => (200, new { value = found.Value, id = Id(name, found), attributes = Attributes(found) }),
        };

    private static (int Status, object Body) Error(int status, string code) =>
        (status, new { error = new { code, message = "secret-in-the-answer" } });

    private static string Id(string name, VaultSecretVersion version) => $"{Address}secrets/{name}/{version.Version}";

    private static Dictionary<string, object> Attributes(VaultSecretVersion version)
    {
        var attributes = new Dictionary<string, object>
        {
            ["enabled"] = version.Enabled, ["created"] = version.Created, ["updated"] = version.Created, ["recoveryLevel"] = "Recoverable",
        };
        if (version.NotBefore is { } begin)
        {
            attributes["nbf"] = begin;
        }

        if (version.Expires is { } end)
        {
            attributes["exp"] = end;
        }

        return attributes;
    }

    private sealed class ToLoopback(int port) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = "http", Host = "127.0.0.1", Port = port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
