using System.Text.Json;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Dev;

/// <summary>The public keys that a command is told to trust.</summary>
internal static class TrustedKeys
{
    /// <param name="files">What else the command needs to be there.</param>
    /// <param name="keys">A JWK Set; null where none was given.</param>
    /// <returns>The keys, null where none were given; or what is wrong.</returns>
    public static async Task<(JsonWebKeys? Keys, string? Problem)> ReadAsync(
        IEnumerable<string> files, string? keys, CancellationToken cancellationToken)
    {
        if (files.Append(keys).OfType<string>().FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            return (null, $"There is no file {missing}");
        }

        return keys is null ? (null, null)
            : Parse(await File.ReadAllBytesAsync(keys, cancellationToken)) is { Count: > 0 } read ? (read, null)
            : (null, $"There is no ES256 key in {keys}");
    }

    private static JsonWebKeys? Parse(byte[] json)
    {
        try
        {
            return JsonWebKeys.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
