namespace ParentalConsent.Core.Forms;

/// <summary>
/// Tells what was sent from its bytes alone: a name or a declared type is whatever the sender likes. Pictures are never
/// decoded here, so that none can blow up in our hands; they are shown as what they are found to be, and as nothing else.
/// </summary>
public static class FormContent
{
    /// <summary>Beginnings of what is harmless in a picture only as long as nobody takes it for something else; in lower case.</summary>
    private static readonly byte[][] Foreign =
    [
        "%pdf-"u8.ToArray(), "<script"u8.ToArray(), "<!doctype"u8.ToArray(), "<html"u8.ToArray(), "<iframe"u8.ToArray(), "<?php"u8.ToArray(),
        "javascript:"u8.ToArray(),
    ];

    /// <summary>Photos as telephones make them (ISO/IEC 23008-12): the brand after <c>ftyp</c>.</summary>
    private static readonly byte[][] HeicBrands =
        [.. new[] { "heic", "heix", "heim", "heis", "mif1" }.Select(brand => System.Text.Encoding.ASCII.GetBytes(brand))];

    /// <returns>Either a picture, or what is wrong.</returns>
    public static (FormPicture? Picture, FormFault? Fault) Check(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return (null, FormFault.Missing);
        }

        if (bytes.Length > FormPicture.MaxLength)
        {
            return (null, FormFault.TooLarge);
        }

        if (KindOf(bytes.Span) is not { } kind)
        {
            return (null, FormFault.WrongType);
        }

        var safe = kind is FormKind.Pdf ? PdfSafety.IsSafe(bytes.Span) : !HoldsForeign(bytes.Span);
        return safe ? (new FormPicture(kind, bytes), null) : (null, FormFault.Unsafe);
    }

    private static FormKind? KindOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => FormKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => FormKind.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => FormKind.WebP,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] when IsHeic(bytes[8..12]) => FormKind.Heic,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => FormKind.Pdf,
        _ => null,
    };

    private static bool IsHeic(ReadOnlySpan<byte> brand)
    {
        foreach (var known in HeicBrands)
        {
            if (brand.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsForeign(ReadOnlySpan<byte> bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var step = bytes[start..].IndexOfAny((byte)'<', (byte)'%', (byte)'j');
            if (step < 0)
            {
                return false;
            }

            start += step;
            foreach (var mark in Foreign)
            {
                if (StartsWith(bytes[start..], mark))
                {
                    return true;
                }
            }

            start++;
        }

        return false;
    }

    private static bool StartsWith(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        if (bytes.Length < mark.Length)
        {
            return false;
        }

        for (var index = 0; index < mark.Length; index++)
        {
            if ((bytes[index] is >= (byte)'A' and <= (byte)'Z' ? bytes[index] | 0x20 : bytes[index]) != mark[index])
            {
                return false;
            }
        }

        return true;
    }
}
