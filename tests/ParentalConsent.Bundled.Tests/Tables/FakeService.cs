using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ParentalConsent.Bundled.Tests.Tables;

/// <summary>Answers without a network and keeps what was asked; the last answer repeats.</summary>
internal sealed class FakeService(params Func<HttpResponseMessage>[] answers)
{
    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public TableClientOptions Options(int maxRetries = 3)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new Handler(this)) };
        options.Retry.MaxRetries = maxRetries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(5);
        return options;
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string mediaType = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };

    public static HttpResponseMessage Error(HttpStatusCode status, string code, string message = "What went wrong.") =>
        Answer(status, $"{{\"odata.error\":{{\"code\":\"{code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"{message}\"}}}}}}");

    private HttpResponseMessage Take(HttpRequestMessage request)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? string.Empty : new StreamReader(request.Content.ReadAsStream()).ReadToEnd());
        return answers[Math.Min(Requests.Count, answers.Length) - 1]();
    }

    private sealed class Handler(FakeService service) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            service.Take(request);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(service.Take(request));
    }
}
