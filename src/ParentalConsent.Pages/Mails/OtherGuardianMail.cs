using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;
using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>
/// What one of two guardians decided, to the one who did not. It does not say who it was: the other's name is not theirs to know.
/// </summary>
internal static class OtherGuardianMail
{
    /// <param name="registration">As it is for whom the mail goes to.</param>
    public static bool IsFor(Registration registration, MailKind kind) =>
        kind is MailKind.Granted or MailKind.Refused or MailKind.Withdrawn or MailKind.Invited
        && IsOthers(registration);

    /// <summary>Whether the guardian who spoke last is not the one whom the mail goes to.</summary>
    public static bool IsOthers(Registration registration) =>
        registration.Second is { } second && (registration.LinkMark == second.Mark) != second.Decided;

    /// <summary>What the texts of its subject begin with.</summary>
    public static string Word(Registration registration, MailKind kind) => kind switch
    {
        MailKind.Granted or MailKind.Invited => "Other.Granted",
        _ => registration.WasRevoked ? "Other.Revoked" : "Other.Ended",
    };

    public static IReadOnlyList<MailBlock> Write(MailSubject about) =>
        about.Shown.Registration.State is RegistrationState.Granted ? Granted(about) : Ended(about, about.Shown.Registration.WasRevoked ? "Other.Revoked" : "Other.Ended");

    private static IReadOnlyList<MailBlock> Granted(MailSubject about)
    {
        var texts = about.Texts;
        return
        [
            new Heading(texts["Other.Granted.Heading"]),
            new Paragraph(texts["Other.Granted.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
            new Paragraph(texts["Other.Granted.You", about.Client.Name]),
            new Heading(texts["Other.Granted.Allowed"]),
            new Items([.. about.Shown.Allowed.Select(purpose => new Item(purpose.Title, "") { LeadLanguage = purpose.TitleLanguage })]),
            new Heading(texts["Other.Granted.Object"]),
            new Paragraph(texts["Other.Granted.Object.How", about.Client.Name]),
            new Button(texts["Other.Granted.Button"], about.Address.ConsentPage(about.Token!)),
            new Paragraph(texts["Mail.PasteCode", about.ConsentPage]),
            new Code(about.Token!),
            .. about.Questions(),
            .. RequestMail.Also(about),
        ];
    }

    private static IReadOnlyList<MailBlock> Ended(MailSubject about, string outcome) =>
    [
        new Heading(about.Texts[$"{outcome}.Heading"]),
        new Paragraph(about.Texts[$"{outcome}.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Other.Ended.Deleted"]),
        about.Certificate(),
        new Paragraph(about.Texts["Ended.StartAnew", about.Client.Name]),
        .. about.Questions(),
    ];
}
