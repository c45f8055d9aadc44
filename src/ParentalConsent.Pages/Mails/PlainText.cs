using System.Text;

namespace ParentalConsent.Pages.Mails;

/// <summary>Writes a mail's parts as plain text. Lines are not wrapped: mail programs do that to fit the screen.</summary>
public static class PlainText
{
    /// <summary>Capital letters would not do: many scripts have none, and languages differ in what theirs are.</summary>
    private const string Underline = "----------";

    public static string Write(IReadOnlyList<MailBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.Append(Write(block)).Append("\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Write(MailBlock block) => block switch
    {
        MailBlock.Heading heading => $"{heading.Text}\n{Underline}",
        MailBlock.Paragraph paragraph => paragraph.Text,
        MailBlock.Items items => string.Join("\n\n", items.List.Select(item => $"  * {item.Lead} {item.Text}".TrimEnd())),
        MailBlock.Notice notice => notice.Direct.Text.TrimEnd('\n'),
        MailBlock.Button button => $"{button.Label}:\n{button.Address}",
        MailBlock.Code code => code.Text,
        MailBlock.Reference { Address.Scheme: "mailto" } reference => $"{reference.Text} {reference.Shown}",
        MailBlock.Reference reference => $"{reference.Text} {reference.Address}",
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };
}
