using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace ParentalConsent.Functions.Assets;

/// <summary>Files for browsers, embedded as resources named <c>assets/name.extension</c>.</summary>
public sealed class AssetFiles
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Asset> assets;

    public AssetFiles(Assembly assembly)
    {
        assets = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && ContentTypeOf(name) is not null)
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    public Asset? Find(string name) => assets.GetValueOrDefault(name);

    private static Asset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new Asset(bytes, ContentTypeOf(name)!, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
    }

    private static string? ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".txt" => "text/plain; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => null,
    };
}
