using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>What was decided, and how to change it. The mail about a grant is the guardian's receipt (GDPR 7(1)).</summary>
internal static class OutcomeMail
{
    public static IReadOnlyList<MailBlock> Granted(MailSubject about)
    {
        var texts = about.Texts;
        var registration = about.Registration;
        var refused = registration.Purposes.Except(registration.GrantedPurposes).ToArray();
        return
        [
            new Heading(texts["Granted.Heading"]),
            new Paragraph(texts["Granted.Decided", about.Decided, about.Client.Name, about.Child]),
            new Paragraph(texts["Granted.By", about.GuardianName, about.Relationship]),
            new Heading(texts["Granted.Allowed"]),
            Titles(about, registration.GrantedPurposes),
            .. refused.Length > 0
                ? [new Heading(texts["Granted.NotAllowed"]), Titles(about, refused), new Paragraph(texts["Granted.NotAllowed.Meaning"])]
                : Array.Empty<MailBlock>(),
            new Heading(texts["Granted.Change"]),
            new Paragraph(texts["Granted.Withdraw"]),
            new Button(texts["Granted.Button"], about.Address.ConsentPage(about.Token!)),
            new Paragraph(texts["Mail.PasteCode", about.ConsentPage]),
            new Code(about.Token!),
            new Paragraph(texts["Granted.KeepMail"]),
            new Heading(texts["Mail.Questions"]),
            .. about.References(),
        ];
    }

    public static IReadOnlyList<MailBlock> Refused(MailSubject about) => Ended(about, "Refused");

    public static IReadOnlyList<MailBlock> Withdrawn(MailSubject about) => Ended(about, "Withdrawn");

    private static IReadOnlyList<MailBlock> Ended(MailSubject about, string outcome) =>
    [
        new Heading(about.Texts[$"{outcome}.Heading"]),
        new Paragraph(about.Texts[$"{outcome}.Decided", about.Decided, about.Client.Name, about.Child]),
        new Paragraph(about.Texts[$"{outcome}.Deleted"]),
        new Heading(about.Texts["Ended.Change"]),
        new Paragraph(about.Texts["Ended.StartAnew", about.Client.Name]),
        new Heading(about.Texts["Mail.Questions"]),
        .. about.References(),
    ];

    private static Items Titles(MailSubject about, IEnumerable<string> purposes) =>
        new([.. purposes.Select(id => new Item(about.Texts.Of(about.Policies.Purposes[id].Title), ""))]);
}
