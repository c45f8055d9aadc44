using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ParentalConsent.Storage.Tests.Mails;

/// <summary>Just enough of RFC 2045 to 2047 to read back what was sent.</summary>
internal sealed partial class MimeText
{
    private readonly List<(string Name, string Value)> headers;

    private MimeText(string source)
    {
        var end = source.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = source[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        headers = [.. unfolded.Split("\r\n").Select(line => (line.Split(':')[0], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))];
        Body = source[(end + 4)..];
    }

    public string Body { get; }

    public IEnumerable<(string Type, string Text)> Parts
    {
        get
        {
            var boundary = Boundary().Match(Header("Content-Type")).Groups[1].Value;
            return Body.Split($"--{boundary}").Skip(1).SkipLast(1).Select(part => new MimeText(part.TrimStart('\r', '\n')))
                .Select(part => (part.Header("Content-Type"), Encoding.UTF8.GetString(QuotedPrintable(part.Body))));
        }
    }

    public static MimeText Parse(string source) => new(source);

    public static string DecodeWords(string header) => Encoding.UTF8.GetString(
    [
        .. BetweenWords().Split(header).SelectMany(word => Word().Match(word) is { Success: true } match
            ? [
                .. Encoding.UTF8.GetBytes(word[..match.Index]),
                .. match.Groups[1].Value is "B" or "b"
                    ? Convert.FromBase64String(match.Groups[2].Value)
                    : QuotedPrintable(match.Groups[2].Value.Replace('_', ' ')),
                .. Encoding.UTF8.GetBytes(word[(match.Index + match.Length)..]),
            ]
            : Encoding.UTF8.GetBytes(word)),
    ]);

    public string Header(string name) =>
        headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                bytes.Add((byte)text[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"?([^\";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();
}
