using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

internal sealed class LocalHttpCookies : HttpCookies
{
    private readonly List<IHttpCookie> cookies = [];

    public IReadOnlyList<IHttpCookie> All => cookies;

    public override void Append(string name, string value) => Append(new HttpCookie(name, value));

    public override void Append(IHttpCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        cookies.Add(cookie);
    }

    public override IHttpCookie CreateNew() => new HttpCookie("", "");
}
