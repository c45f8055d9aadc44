using System.Security.Claims;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Moq;

namespace ParentalConsent.Functions.Tests.Host;

/// <summary>A request that no host has seen.</summary>
public sealed class FakeRequest : HttpRequestData
{
    public FakeRequest(byte[] body, string? contentType)
        : base(Mock.Of<FunctionContext>())
    {
        Body = new MemoryStream(body);
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    public override Stream Body { get; }

    public override HttpHeadersCollection Headers { get; } = [];

    public override IReadOnlyCollection<IHttpCookie> Cookies => Sent;

    /// <summary>Cookies that the browser sends.</summary>
    public IReadOnlyCollection<IHttpCookie> Sent { get; init; } = [];

    public override Uri Url { get; } = new("https://consent.example/");

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => "POST";

    public override HttpResponseData CreateResponse() => throw new NotSupportedException();
}
