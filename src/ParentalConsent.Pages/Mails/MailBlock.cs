using ParentalConsent.Core.Notices;
using ParentalConsent.Pages.Languages;

namespace ParentalConsent.Pages.Mails;

/// <summary>A part of a mail; text and HTML are written from the same parts, so that they cannot say different things.</summary>
public abstract record MailBlock
{
    private MailBlock()
    {
    }

    public sealed record Heading(string Text) : MailBlock;

    public sealed record Paragraph(string Text) : MailBlock;

    /// <summary>A list; of each item the lead is emphasised.</summary>
    public sealed record Items(IReadOnlyList<Item> List) : MailBlock;

    /// <summary>The direct notice, word for word.</summary>
    public sealed record Notice(DirectNotice Direct) : MailBlock
    {
        /// <summary>Left to right or right to left, as its language is.</summary>
        public string Direction => WrittenLanguage.Find(Direct.Language)?.Direction ?? "ltr";
    }

    /// <summary>The one thing to press.</summary>
    public sealed record Button(string Label, Uri Address) : MailBlock;

    /// <summary>Something to copy.</summary>
    public sealed record Code(string Text) : MailBlock;

    /// <param name="Address">What the text leads to; written after it.</param>
    public sealed record Reference(string Text, string Shown, Uri Address) : MailBlock;

    public sealed record Item(string Lead, string Text)
    {
        /// <summary>Null where it is the mail's.</summary>
        public string? LeadLanguage { get; init; }
    }
}
