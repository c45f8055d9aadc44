using System.Text;

namespace ParentalConsent.Core.Forms;

/// <summary>
/// Finds the names in the bytes of a PDF (ISO 32000-1, 7.3.5), whatever else stands around them: <c>/Name</c>, where
/// <c>#4e</c> stands for a character. It takes no account of strings and comments, so that none can hide a name from it.
/// </summary>
internal sealed class PdfNames(PdfNames.Found found)
{
    /// <param name="after">The bytes that follow it.</param>
    public delegate void Found(string name, ReadOnlySpan<byte> after);

    /// <summary>Longer than any name that is looked for, escapes included.</summary>
    private const int MaxLength = 90;

    private readonly StringBuilder name = new();
    private bool inName;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes[index];
            if (value is (byte)'/')
            {
                End(bytes[index..]);
                inName = true;
            }
            else if (inName && IsRegular(value) && name.Length < MaxLength)
            {
                name.Append((char)value);
            }
            else
            {
                End(bytes[index..]);
            }
        }
    }

    public void End() => End([]);

    private void End(ReadOnlySpan<byte> after)
    {
        if (inName && name.Length > 0)
        {
            found(Decode(name.ToString()), after);
        }

        inName = false;
        name.Clear();
    }

    private static bool IsRegular(byte value) =>
        value is > 0x20 and not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%');

    private static string Decode(string written)
    {
        if (!written.Contains('#', StringComparison.Ordinal))
        {
            return written;
        }

        var decoded = new StringBuilder();
        for (var index = 0; index < written.Length; index++)
        {
            if (written[index] == '#' && index + 2 < written.Length && char.IsAsciiHexDigit(written[index + 1]) && char.IsAsciiHexDigit(written[index + 2]))
            {
                decoded.Append((char)Convert.ToByte(written.Substring(index + 1, 2), 16));
                index += 2;
            }
            else
            {
                decoded.Append(written[index]);
            }
        }

        return decoded.ToString();
    }
}
