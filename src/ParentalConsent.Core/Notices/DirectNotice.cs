using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Notices;

/// <summary>
/// The text that a guardian decides on. Mails and pages are rendered from it and put the child's name and the exact deadline around
/// it; it holds no personal data itself, so that many share one and all can be kept.
/// </summary>
/// <param name="Opening">Where the address came from, and that consent is required.</param>
/// <param name="Purposes">Heading and lead of what is asked; <paramref name="Asked"/> follows.</param>
/// <param name="Closing">What follows from each answer, rights, and how to decide.</param>
public sealed record DirectNotice(
    string Version,
    string Language,
    NoticeSection Opening,
    NoticeSection Purposes,
    IReadOnlyList<NoticePurpose> Asked,
    IReadOnlyList<NoticeSection> Closing)
{
    /// <summary>The most that a notice may have in UTF-8; it is stored as one cell.</summary>
    public const int MaximumBytes = 48 * 1024;

    /// <summary>The whole of it as plain text with LF.</summary>
    public string Text => field ??= Write();

    /// <summary><see cref="Text"/> in UTF-8: what is hashed and kept.</summary>
    public ReadOnlyMemory<byte> Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>SHA-256 of <see cref="Bytes"/>, 64 lower-case hex digits.</summary>
    public string Hash => field ??= HashOf(Bytes.Span);

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string Write()
    {
        var text = new StringBuilder();
        WriteSection(text, Opening, '=');
        WriteSection(text, Purposes, '-');
        foreach (var purpose in Asked)
        {
            text.Append("* ").Append(purpose.Title).Append('\n');
            foreach (var line in purpose.Lines)
            {
                text.Append("  ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        foreach (var section in Closing)
        {
            WriteSection(text, section, '-');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void WriteSection(StringBuilder text, NoticeSection section, char underline)
    {
        text.Append(section.Heading).Append('\n').Append(underline, section.Heading.Length).Append("\n\n");
        foreach (var line in section.Lines)
        {
            text.Append(line.Text).Append("\n\n");
        }
    }
}
