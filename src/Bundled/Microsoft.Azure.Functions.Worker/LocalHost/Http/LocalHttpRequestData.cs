using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>A request whose body has been read to its end.</summary>
internal sealed class LocalHttpRequestData(FunctionContext context, HttpRequest request, MemoryStream body) : HttpRequestData(context)
{
    private HttpHeadersCollection? headers;
    private IReadOnlyCollection<IHttpCookie>? cookies;
    private Uri? url;

    public override Stream Body => body;

    public override HttpHeadersCollection Headers => headers ??= new(
        request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), string.Join(',', (IEnumerable<string?>)header.Value))));

    public override IReadOnlyCollection<IHttpCookie> Cookies => cookies ??= RequestCookies.Parse(request.Headers.Cookie.ToString());

    public override Uri Url => url ??= new Uri(AddressOf(request));

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method { get; } = request.Method.ToUpperInvariant();

    public override HttpResponseData CreateResponse() => new LocalHttpResponseData(FunctionContext);

    /// <summary>A request of HTTP 1.0 may come without a host.</summary>
    private static string AddressOf(HttpRequest request) => request.Host.HasValue
        ? request.GetEncodedUrl()
        : UriHelper.BuildAbsolute(request.Scheme, new HostString("localhost"), request.PathBase, request.Path, request.QueryString);
}
