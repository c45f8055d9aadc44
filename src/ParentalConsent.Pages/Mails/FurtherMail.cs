using ParentalConsent.Core.Methods;
using ParentalConsent.Pages.Shown;
using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>What was allowed besides the first consent, or is so no longer. It goes to both guardians, and names to none the other's.</summary>
internal static class FurtherMail
{
    public static IReadOnlyList<MailBlock> Granted(MailSubject about) => Receipt(about, [new Heading(about.Texts["Further.Heading"])]);

    /// <summary>Some time later: somebody else may have been at the mailbox then (COPPA 312.5(b)(2)(viii)).</summary>
    public static IReadOnlyList<MailBlock> Confirmed(MailSubject about) =>
        Receipt(about, [new Heading(about.Texts["Confirmed.Heading"]), new Paragraph(about.Texts["Confirmed.Why"])]);

    public static IReadOnlyList<MailBlock> Ended(MailSubject about) =>
    [
        new Heading(about.Texts["FurtherEnded.Heading"]),
        new Paragraph(about.Shown.Registration.Verification.Step is VerificationStep.ProviderRevoked
            ? about.Texts["FurtherEnded.What", about.Shown.Decided, about.Client.Name, about.Child]
            : about.Texts["Question.refused.What", about.Client.Name, about.Child]),
        Titles(about.Shown.Allowed),
        .. HowToWithdraw(about),
    ];

    private static IReadOnlyList<MailBlock> Receipt(MailSubject about, IEnumerable<MailBlock> beginning)
    {
        var texts = about.Texts;
        var isTheirs = !OtherGuardianMail.IsOthers(about.Shown.Registration);
        return
        [
            .. beginning,
            new Paragraph(texts["Further.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
            .. isTheirs
                ? [new Paragraph(texts["Granted.By", about.Shown.GuardianName, about.Shown.Relationship]), new Paragraph(texts["Granted.Receipt"])]
                : Array.Empty<MailBlock>(),
            .. about.DecidedNotice is { } notice ? [new Reference(texts["Granted.Notice"], notice.ToString(), notice)] : Array.Empty<MailBlock>(),
            new Heading(texts["Other.Granted.Allowed"]),
            Titles(about.Shown.Allowed),
            .. isTheirs && about.Shown.NotAllowed.Any()
                ? [new Heading(texts["Granted.NotAllowed"]), Titles(about.Shown.NotAllowed), new Paragraph(texts["Granted.NotAllowed.Meaning"])]
                : Array.Empty<MailBlock>(),
            .. HowToWithdraw(about),
        ];
    }

    private static IEnumerable<MailBlock> HowToWithdraw(MailSubject about) =>
    [
        new Heading(about.Texts["Granted.Change"]),
        new Paragraph(about.Texts["Granted.Withdraw", about.Client.Name]),
        .. about.AskClient(),
        new Button(about.Texts["Other.Granted.Button"], about.Address.ConsentPage(about.Token!)),
        new Paragraph(about.Texts["Mail.PasteCode", about.ConsentPage]),
        new Code(about.Token!),
        new Paragraph(about.Texts["Granted.KeepMail"]),
        .. about.Questions(),
    ];

    private static Items Titles(IEnumerable<ShownPurpose> purposes) =>
        new([.. purposes.Select(purpose => new Item(purpose.Title, "") { LeadLanguage = purpose.TitleLanguage })]);
}
