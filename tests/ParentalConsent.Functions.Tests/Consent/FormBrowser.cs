using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ParentalConsent.Core.Links;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Consent;

/// <summary>Says yes and sends a signed form as a guardian's browser would.</summary>
internal static class FormBrowser
{
    private static int subjects;

    /// <summary>A yes for a minor whose own address looks much like the guardian's: that asks for a checked adult.</summary>
    public static async Task<(string Id, string Token)> SayYesAsync(this ConsentHost host)
    {
        var body = Bodies.Minor($"signing-{Interlocked.Increment(ref subjects)}")
            .WithText("childEmail", Bodies.ParentEmail.Replace("@", "+kid@", StringComparison.Ordinal));
        var id = (await (await host.Sample.RegisterAsync(body)).JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;
        var token = await host.TokenAsync(id, LinkKind.Decide);
        var page = await (await host.SendAsync(token, "grant")).PageAsync(HttpStatusCode.OK);
        Assert.Equal("step", page.Kind());
        return (id, token);
    }

    /// <summary>Whatever the bytes are, they go as a photo.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(this ConsentHost host, string token, byte[] bytes)
    {
        using var content = new MultipartFormDataContent();
        using var text = new StringContent(token, Encoding.UTF8);
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Add(text, "token");
        content.Add(file, "form", "form.jpg");
        return await host.Anybody.PostAsync(new Uri("/consent/form", UriKind.Relative), content);
    }
}
