using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>
/// Keys of HTTP functions, from settings: <c>Functions:Keys:Master</c> opens every function,
/// <c>Functions:Keys:Host:NAME</c> all of level Function, <c>Functions:Keys:Function:FUNCTION:NAME</c> that one.
/// A function that needs a key where none is set answers nobody.
/// </summary>
internal sealed class FunctionKeys(IConfiguration configuration)
{
    private readonly IConfigurationSection keys = configuration.GetSection("Functions:Keys");

    /// <returns>A check of requests, or null for a function that is open to all.</returns>
    public Func<HttpRequest, bool>? CheckFor(string function, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return null;
        }

        var accepted = new List<string?> { keys["Master"] };
        if (level is AuthorizationLevel.Function or AuthorizationLevel.User)
        {
            accepted.AddRange(ValuesBelow(keys.GetSection("Host")));
            accepted.AddRange(ValuesBelow(keys.GetSection("Function").GetSection(function)));
        }

        var hashes = accepted.Where(key => !string.IsNullOrEmpty(key)).Select(key => Hash(key!)).ToList();
        return request => KeyOf(request) is { Length: > 0 } shown && IsOneOf(Hash(shown), hashes);
    }

    private static IEnumerable<string?> ValuesBelow(IConfigurationSection section) =>
        section.AsEnumerable().Select(pair => pair.Value);

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Compares with every key, so that the time taken tells nothing.</summary>
    private static bool IsOneOf(byte[] shown, List<byte[]> accepted)
    {
        var found = false;
        foreach (var key in accepted)
        {
            found |= CryptographicOperations.FixedTimeEquals(shown, key);
        }

        return found;
    }
}
