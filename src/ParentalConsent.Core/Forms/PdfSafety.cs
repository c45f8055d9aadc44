namespace ParentalConsent.Core.Forms;

/// <summary>
/// Whether a PDF is no more than pages to look at. One that does something by itself, carries other files, or keeps us from
/// seeing whether it does is refused: a scanned page needs none of that, and a photo does as well.
/// </summary>
/// <remarks>
/// Dictionaries stand in clear unless a PDF packs its objects (<c>ObjStm</c>, found through <c>XRef</c> streams) or is
/// encrypted. Those are refused altogether: to tell what they hold we would have to interpret them as every viewer does.
/// What streams hold otherwise is drawn, not done.
/// </remarks>
internal static class PdfSafety
{
    private static readonly HashSet<string> Refused =
    [
        "JavaScript", "OpenAction", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "EmbeddedFile", "EmbeddedFiles",
        "Filespec", "FileAttachment", "RichMedia", "RichMediaContent", "Rendition", "Sound", "Movie", "XFA",
        "Encrypt", "ObjStm", "XRef", "XRefStm",
    ];

    /// <summary>So short that they also come up in packed bytes by chance; neither does anything without one of the others.</summary>
    private static readonly HashSet<string> RefusedOutsideStreams = ["JS", "EF"];

    /// <summary>Actions that are done by themselves, some of them named by no name above. As short, so among packed bytes it counts with its value alone.</summary>
    private const string AdditionalActions = "AA";

    public static bool IsSafe(ReadOnlySpan<byte> pdf)
    {
        if (pdf[^Math.Min(pdf.Length, 1024)..].IndexOf("%%EOF"u8) < 0)
        {
            return false;
        }

        var inStream = false;
        var safe = true;
        var names = new PdfNames((name, after) => safe = safe
            && !Refused.Contains(name)
            && (inStream || !RefusedOutsideStreams.Contains(name))
            && (name != AdditionalActions || (inStream && !BeginsValue(after))));
        while (safe && !pdf.IsEmpty)
        {
            var word = pdf.IndexOf("stream"u8);
            var end = word < 0 ? pdf.Length : word + "stream".Length;
            names.Read(pdf[..end]);
            names.End();
            inStream = word >= 0 && !pdf[..word].EndsWith("end"u8);
            pdf = pdf[end..];
        }

        return safe;
    }

    /// <summary>
    /// Whether a dictionary, a reference to one, or a comment before either follows. What says that it is a stream may be read as
    /// objects all the same: the table of a PDF can point anywhere into it.
    /// </summary>
    private static bool BeginsValue(ReadOnlySpan<byte> after) =>
        after.TrimStart("\0\t\n\f\r "u8) is [(byte)'<' or (byte)'%' or (>= (byte)'0' and <= (byte)'9'), ..];
}
