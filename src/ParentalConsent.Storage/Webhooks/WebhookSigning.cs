using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Providers;

namespace ParentalConsent.Storage.Webhooks;

/// <summary>
/// Signs by Standard Webhooks 1.0: <c>v1,</c> and Base64 of HMAC-SHA-256 over id, dot, timestamp, dot and body, by every version
/// of the client's secret, separated by spaces, so that the receiver can change over.
/// </summary>
public sealed class WebhookSigning(ProviderSecrets secrets)
{
    private const string Prefix = "whsec_";
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The headers of one try.</summary>
    /// <exception cref="InvalidSecretException">There is no secret, or one is not <c>whsec_</c> and Base64 of 24 to 64 bytes.</exception>
    public async Task<IReadOnlyDictionary<string, string>> HeadersAsync(
        string clientId, string id, DateTimeOffset at, byte[] body, CancellationToken cancellationToken)
    {
        var name = SecretNames.WebhookSecret(clientId);
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        var signatures = (await secrets.GetAsync(name, again: false, cancellationToken))
            .Select(value => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(name, value), signed))}");
        return new Dictionary<string, string>
        {
            ["webhook-id"] = id,
            ["webhook-timestamp"] = time,
            ["webhook-signature"] = string.Join(' ', signatures),
        };
    }

    private static byte[] KeyOf(string name, string value)
    {
        var bytes = new byte[value.Length];
        return value.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(value[Prefix.Length..], bytes, out var length)
            && length is >= FewestBytes and <= MostBytes
                ? bytes[..length]
                : throw new InvalidSecretException(name, $"must be {Prefix} and Base64 of {FewestBytes} to {MostBytes} random bytes");
    }
}
