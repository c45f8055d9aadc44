using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Policies;
using ParentalConsent.Functions.Policies;

namespace ParentalConsent.Functions.Tests.Policies;

public sealed class ShippedNoticesTests
{
    private static readonly PolicySet Shipped = PolicyFiles.Read(Path.Combine(AppContext.BaseDirectory, "Policy")).Policies;

    public static TheoryData<string> Languages => [.. Shipped.Clients["sample"].Locales];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Days_HaveEveryFormThatTheLanguageNeeds(string language)
    {
        var texts = TextsIn(language);

        Assert.All(Enumerable.Range(1, 30), number => Assert.Contains(PluralForms.For(language, number), texts.Days.Keys));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Notice_HasEveryLineInItsLanguage(string language)
    {
        var english = NoticeIn("en");
        var notice = NoticeIn(language);

        Assert.DoesNotContain('{', notice.Text);
        Assert.Equal(Lines(english).Length, Lines(notice).Length);
        if (language != "en")
        {
            Assert.Empty(Lines(english).Intersect(Lines(notice)));
        }
    }

    private static NoticeTexts TextsIn(string language) => Shipped.Notices.Find(Shipped.Notices.InForceAt(DateTimeOffset.MaxValue), language)!;

    /// <summary>With all purposes, also those that the client does not ask for.</summary>
    private static DirectNotice NoticeIn(string language)
    {
        var client = Shipped.Clients["sample"];
        return ComposeNotice.Of(TextsIn(language), client, Shipped.Purposes.Values, client.DeadlineDays);
    }

    private static string[] Lines(DirectNotice notice) =>
    [
        notice.Opening.Heading, .. Texts(notice.Opening), notice.Purposes.Heading, .. Texts(notice.Purposes),
        .. notice.Asked.SelectMany(purpose => purpose.Lines.Prepend(purpose.Title)),
        .. notice.Closing.SelectMany(section => Texts(section).Prepend(section.Heading)),
    ];

    private static IEnumerable<string> Texts(NoticeSection section) => section.Lines.Select(line => line.Text);
}
