using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.TestKit.Providers;

/// <summary>Callbacks as the two sorts of provider send them, good ones and bad ones.</summary>
public static class CallbackSigning
{
    /// <param name="time">As it stands in the header.</param>
    /// <param name="secrets">One signature is sent for each.</param>
    public static HttpRequestMessage Kws(Uri address, byte[] body, string time, params string[] secrets)
    {
        var signatures = secrets.Select(secret =>
            $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body]))}");
        return Post(address, body, ("x-kws-signature", string.Join(',', signatures.Prepend($"t={time}"))));
    }

    /// <param name="secrets">Each <c>whsec_…</c>.</param>
    public static HttpRequestMessage Bridge(Uri address, byte[] body, string id, string time, params string[] secrets)
    {
        var signatures = secrets.Select(secret =>
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body]))}");
        return Post(address, body, ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", string.Join(' ', signatures)));
    }

    public static byte[] KwsBody(string reference, bool verified, string name = "parent-verified") => Encoding.UTF8.GetBytes(
        $$$"""
        {"name":"{{{name}}}","time":"2026-11-22T14:00:00.000Z","orgId":"o","productId":null,"environmentId":null,
        "payload":{"parentEmail":"marked-parent@example.test","externalPayload":"{{{reference}}}",
        "status":{"verified":{{{(verified ? "true" : "false")}}},"transactionId":"t-1","errorCode":null} } }
        """);

    public static byte[] BridgeBody(string reference, string what, string id) => Encoding.UTF8.GetBytes(
        $$"""{"event":"{{what}}","reference":"{{reference}}","occurredAt":"2026-11-22T14:00:00Z","id":"{{id}}"}""");

    public static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A key of Standard Webhooks.</summary>
    public static string NewSecret() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    private static HttpRequestMessage Post(Uri address, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
