using ParentalConsent.Core.Deletion;
using ParentalConsent.Pages.Shown;
using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>What was decided, and how to change it. The mail about a grant is the guardian's receipt (GDPR 7(1)).</summary>
internal static class OutcomeMail
{
    public static IReadOnlyList<MailBlock> Granted(MailSubject about) => Receipt(about, [new Heading(about.Texts["Granted.Heading"])]);

    /// <summary>Some time later: somebody else may have been at the mailbox then (COPPA 312.5(b)(2)(viii)).</summary>
    public static IReadOnlyList<MailBlock> Confirmed(MailSubject about) =>
        Receipt(about, [new Heading(about.Texts["Confirmed.Heading"]), new Paragraph(about.Texts["Confirmed.Why"])]);

    private static IReadOnlyList<MailBlock> Receipt(MailSubject about, IEnumerable<MailBlock> beginning)
    {
        var texts = about.Texts;
        return
        [
            .. beginning,
            new Paragraph(texts["Granted.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
            new Paragraph(texts["Granted.By", about.Shown.GuardianName, about.Shown.Relationship]),
            new Paragraph(texts["Granted.Receipt"]),
            .. about.DecidedNotice is { } notice ? [new Reference(texts["Granted.Notice"], notice.ToString(), notice)] : Array.Empty<MailBlock>(),
            new Heading(texts["Granted.Allowed"]),
            Titles(about.Shown.Allowed),
            .. about.Shown.NotAllowed.Any()
                ? [new Heading(texts["Granted.NotAllowed"]), Titles(about.Shown.NotAllowed), new Paragraph(texts["Granted.NotAllowed.Meaning"])]
                : Array.Empty<MailBlock>(),
            new Heading(texts["Granted.Change"]),
            new Paragraph(texts["Granted.Withdraw", about.Client.Name]),
            .. about.AskClient(),
            new Button(texts["Granted.Button"], about.Address.ConsentPage(about.Token!)),
            new Paragraph(texts["Mail.PasteCode", about.ConsentPage]),
            new Code(about.Token!),
            new Paragraph(texts["Granted.KeepMail"]),
            .. about.Questions(),
        ];
    }

    public static IReadOnlyList<MailBlock> Refused(MailSubject about) => Ended(about, "Refused", "Refused", []);

    public static IReadOnlyList<MailBlock> Withdrawn(MailSubject about)
    {
        var outcome = about.Shown.Registration.WasRevoked ? "Revoked" : "Withdrawn";
        IEnumerable<MailBlock> client = [new Paragraph(about.Texts[$"{outcome}.Client", about.Client.Name]), .. about.AskClient()];
        return about.Shown.Registration.DeletionReason is DeletionReason.GuardianRequest
            ? Ended(about, "Erased", outcome, client)
            : Ended(about, outcome, outcome, client);
    }

    /// <summary>Nobody agreed, the client called it off, or an operator had it deleted.</summary>
    public static IReadOnlyList<MailBlock> Deleted(MailSubject about) =>
    [
        new Heading(about.Texts["Deleted.Heading"]),
        new Paragraph(about.Texts[$"Deleted.{about.Shown.Registration.DeletionReason ?? DeletionReason.Expired}", about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Deleted.What"]),
        about.Certificate(),
        .. about.Questions(),
    ];

    /// <param name="effect">What follows from the outcome.</param>
    private static IReadOnlyList<MailBlock> Ended(MailSubject about, string outcome, string effect, IEnumerable<MailBlock> client) =>
    [
        new Heading(about.Texts[$"{outcome}.Heading"]),
        new Paragraph(about.Texts[$"{outcome}.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
        new Paragraph(about.Texts[$"{effect}.Deleted"]),
        about.Certificate(),
        .. client,
        new Heading(about.Texts["Ended.Change"]),
        new Paragraph(about.Texts["Ended.StartAnew", about.Client.Name]),
        .. about.Questions(),
    ];

    private static Items Titles(IEnumerable<ShownPurpose> purposes) => new([.. purposes.Select(purpose => new Item(purpose.Title, "") { LeadLanguage = purpose.TitleLanguage })]);
}
