using ParentalConsent.Core.Notices;
using ParentalConsent.Pages.Shown;
using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>
/// The direct notice and its reminders. Both have the whole notice (COPPA 312.4(c)(1)), so that a guardian who sees only a reminder
/// has it too; around it stand the child's name and the exact deadline.
/// </summary>
internal static class RequestMail
{
    public static IReadOnlyList<MailBlock> Notice(MailSubject about) =>
    [
        new Heading(about.Texts["Notice.Heading"]),
        new Paragraph(about.Texts["Notice.WhoAsks", about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Decide.Deadline", about.Shown.Deadline, about.Shown.TimeLeft]),
        .. Request(about),
    ];

    public static IReadOnlyList<MailBlock> Reminder(MailSubject about) =>
    [
        new Heading(about.Texts["Reminder.Heading", about.Shown.TimeLeft]),
        new Paragraph(about.Texts["Reminder.WhoAsks", about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Reminder.Left", about.Shown.Deadline]),
        .. about.Number == about.Client.Reminders ? [new Paragraph(about.Texts["Reminder.Last"])] : Array.Empty<MailBlock>(),
        .. Request(about),
    ];

    /// <summary>About further purposes, while the consent before goes on.</summary>
    public static IReadOnlyList<MailBlock> Question(MailSubject about) =>
    [
        new Heading(about.Texts["Question.Title", about.Client.Name]),
        new Paragraph(about.Texts["Question.WhoAsks", about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Question.Goes"]),
        new Paragraph(about.Texts["Question.Deadline", about.Shown.Deadline, about.Shown.TimeLeft]),
        .. Request(about),
    ];

    private static IEnumerable<MailBlock> Request(MailSubject about)
    {
        var texts = about.Texts;
        var asks = about.Shown.Registration.IsQuestion ? "Question" : "Request";
        if (about.Shown.Registration.Second is not null)
        {
            yield return new Paragraph(texts["Request.Two"]);
        }

        if (about.Shown.Registration is { Verification.IsPending: true } waiting && OtherGuardianMail.IsOthers(waiting))
        {
            yield return new Paragraph(texts["Request.Two.Checked"]);
        }

        yield return about.Shown.Notice is { } notice
            ? new Notice(notice)
            : new Items([.. about.Shown.Purposes.Select(purpose => new Item(purpose.Title, texts["Purpose.NotAsked"]))]);
        yield return new Button(texts["Request.Button"], about.Address.ConsentPage(about.Token!));
        yield return new Paragraph(texts["Mail.PasteCode", about.ConsentPage]);
        yield return new Code(about.Token!);
        yield return new Paragraph(texts[$"{asks}.KeepCode", about.Shown.Deadline]);
        foreach (var block in Also(about, about.Shown.Notice))
        {
            yield return block;
        }
    }

    /// <summary>One mail a day for a family, and not one a child. Each link stands with its whole notice; one text is not there twice.</summary>
    /// <param name="above">The notice that the mail has already; null where it has none.</param>
    public static IEnumerable<MailBlock> Also(MailSubject about, DirectNotice? above = null)
    {
        var texts = about.Texts;
        if (about.Also.Count == 0)
        {
            yield break;
        }

        yield return new Heading(texts["Also.Heading"]);
        yield return new Paragraph(texts["Also.What", about.Client.Name]);

        // By their notices, so that "above" is the last one that was shown.
        var last = above?.Hash;
        foreach (var (shown, token) in about.Also.OrderBy(also => also.Shown.Notice?.Hash != above?.Hash).ThenBy(also => also.Shown.Notice?.Hash, StringComparer.Ordinal))
        {
            var purposes = string.Join(", ", shown.Purposes.Select(purpose => purpose.Title));
            yield return new Items([new Item(shown.Child, texts["Also.Asked", purposes, shown.Deadline])]);
            if (shown.Notice is { } notice)
            {
                yield return notice.Hash == last ? new Paragraph(texts["Also.SameNotice", shown.Child]) : new Notice(notice);
                last = notice.Hash;
            }

            yield return new Button(texts["Also.Button", shown.Child], about.Address.ConsentPage(token));
            yield return new Paragraph(texts["Mail.PasteCode", about.ConsentPage]);
            yield return new Code(token);
        }
    }
}
