using System.Text;

namespace ParentalConsent.TestKit.Forms;

/// <summary>Files as people and others send them for a signed form.</summary>
public static class SampleForms
{
    /// <summary>A picture of one grey dot.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];

    public static byte[] WebP { get; } = [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8L"u8, 13, 0, 0, 0, 0x2F, 0, 0, 0, 0x10, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 7, 0];

    public static byte[] Heic { get; } = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 8, .. "mdat"u8];

    /// <summary>One page, as a scanner makes it.</summary>
    public static byte[] Pdf { get; } = PdfWith("");

    /// <param name="catalog">Entries for the document's catalog.</param>
    /// <param name="objects">Further objects.</param>
    public static byte[] PdfWith(string catalog, string objects = "") => Encoding.Latin1.GetBytes(
        $"""
         %PDF-1.4
         1 0 obj
         << /Type /Catalog /Pages 2 0 R {catalog} >>
         endobj
         2 0 obj
         << /Type /Pages /Kids [3 0 R] /Count 1 >>
         endobj
         3 0 obj
         << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>
         endobj
         4 0 obj
         << /Length 9 >>
         stream
         0 0 m /JS
         endstream
         endobj
         {objects}
         trailer
         << /Root 1 0 R >>
         %%EOF

         """);
}
