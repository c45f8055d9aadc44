using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;

namespace ParentalConsent.Functions.Mails;

/// <summary>Headers and body of a mail or of a part of one (RFC 5322, RFC 2045), with lines that end in a line feed.</summary>
internal sealed partial class MimePart
{
    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly string body;

    private MimePart(string headers, string body)
    {
        this.body = body;
        foreach (var line in Fold().Replace(headers, " ").Split('\n'))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                // Of a field that is there twice, the first counts.
                fields.TryAdd(name.Trim(), value.Trim());
            }
        }

        Type = TypeOf(Field("Content-Type"));
    }

    /// <summary>Null where it is not given, or not readable.</summary>
    public ContentType? Type { get; }

    /// <summary>The body, decoded; empty where it is in no encoding that we know.</summary>
    public string Text => Field("Content-Transfer-Encoding")?.ToLowerInvariant() switch
    {
        null or "7bit" or "8bit" or "binary" => body,
        "base64" => FromBase64(body),
        "quoted-printable" => Encoded().Replace(
            body.Replace("=\n", "", StringComparison.Ordinal), match => ((char)byte.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()),
        _ => "",
    };

    public static MimePart Read(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? new MimePart(text, "") : new MimePart(text[..end], text[(end + 2)..]);
    }

    public string? Field(string name) => fields.GetValueOrDefault(name);

    /// <summary>What stands between the boundaries; null where there is no such boundary.</summary>
    public IReadOnlyList<MimePart>? Parts(string boundary)
    {
        var pieces = ("\n" + body).Split($"\n--{boundary}");
        return pieces.Length < 2
            ? null
            : [.. pieces.Skip(1).TakeWhile(piece => !piece.StartsWith("--", StringComparison.Ordinal)).Select(piece => Read(AfterFirstLine(piece)))];
    }

    /// <summary>What follows the boundary on its line is white space; a part without headers begins with an empty line.</summary>
    private static string AfterFirstLine(string piece) => piece[(piece.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private static ContentType? TypeOf(string? text)
    {
        try
        {
            return text is null ? null : new ContentType(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).ReplaceLineEndings("\n") : "";
    }

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Encoded();
}
