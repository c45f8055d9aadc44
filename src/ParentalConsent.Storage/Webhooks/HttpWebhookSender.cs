using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Storage.Webhooks;

/// <summary>Posts events by Standard Webhooks 1.0.</summary>
public sealed class HttpWebhookSender(WebhookSigning signing, WebhookConnections connections, TimeProvider clock) : IWebhookSender, IDisposable
{
    private const int LargestAnswer = 4 * 1024;

    /// <summary>For one try, from the look-up of the name to the end of the answer.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(15);

    private readonly HttpClient open = connections.CreateClient(anywhere: true);
    private readonly HttpClient guarded = connections.CreateClient(anywhere: false);

    public async Task<WebhookAnswer> SendAsync(ClientPolicy client, FeedEvent told, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestTry, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = await RequestAsync(client, told, either.Token);
            using var response = await (client.Test ? open : guarded).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer.Failed("timeout");
        }
        catch (InvalidSecretException)
        {
            return new WebhookAnswer.Failed("secretUnusable");
        }
        catch (SecretsUnavailableException)
        {
            return new WebhookAnswer.Failed("vaultUnavailable");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new WebhookAnswer.Failed(WordOf(fault));
        }
    }

    public void Dispose()
    {
        open.Dispose();
        guarded.Dispose();
    }

    private async Task<HttpRequestMessage> RequestAsync(ClientPolicy client, FeedEvent told, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(EventBody.Of(told), StorageJson.Default.EventBody);
        var request = new HttpRequestMessage(HttpMethod.Post, client.Webhook)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.UserAgent.ParseAdd("ParentalConsent/1.0");
        foreach (var (name, value) in await signing.HeadersAsync(client.Id, told.Event.Id, clock.GetUtcNow(), body, cancellationToken))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Headers that came in time decide; a body that is slow, endless or cut off does not take a 2xx back.</summary>
    private async Task<WebhookAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new WebhookAnswer.Done(status, await ReadBodyAsync(response, cancellationToken)),
            HttpStatusCode.Gone => new WebhookAnswer.Gone(status),
            _ => new WebhookAnswer.Failed(status, RetryAfter(response)),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[LargestAnswer + 1];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length > LargestAnswer ? ReadOnlyMemory<byte>.Empty : buffer.AsMemory(0, length);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    private static string WordOf(Exception fault) => (fault, fault.InnerException) switch
    {
        (_, RefusedAddressException) or (RefusedAddressException, _) => "addressRefused",
        (HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }, _) => "tlsFailed",
        (HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }, _)
            or (_, SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }) => "nameNotFound",
        (HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }, _) or (_, SocketException) => "noConnection",
        _ => "brokenAnswer",
    };
}
