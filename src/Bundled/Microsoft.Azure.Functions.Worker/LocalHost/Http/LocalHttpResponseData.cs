using System.Net;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>A response that is kept whole until the function has returned.</summary>
internal sealed class LocalHttpResponseData(FunctionContext context) : HttpResponseData(context)
{
    private HttpHeadersCollection headers = [];
    private Stream body = NewBody();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers
    {
        get => headers;
        set => headers = value ?? throw new InvalidOperationException("Headers must not be null.");
    }

    public override Stream Body
    {
        get => body;
        set => body = value ?? throw new InvalidOperationException("Body must not be null.");
    }

    public override HttpCookies Cookies { get; } = new LocalHttpCookies();

    private static MemoryStream NewBody() => new();
}
