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
        registration.Second is { } second
        && kind is MailKind.Granted or MailKind.Refused or MailKind.Withdrawn or MailKind.Invited
        && (registration.LinkMark == second.Mark) != second.Decided;

    /// <summary>What the texts of its subject begin with.</summary>
    public static string Word(MailKind kind) => kind is MailKind.Granted or MailKind.Invited ? "Other.Granted" : "Other.Ended";

    public static IReadOnlyList<MailBlock> Write(MailSubject about) =>
        about.Shown.Registration.State is RegistrationState.Granted ? Granted(about) : Ended(about);

    private static IReadOnlyList<MailBlock> Granted(MailSubject about)
    {
        var texts = about.Texts;
        return
        [
            new Heading(texts["Other.Granted.Heading"]),
            new Paragraph(texts["Other.Granted.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
            new Paragraph(texts["Other.Granted.You", about.Client.Name]),
            new Heading(texts["Other.Granted.Allowed"]),
            new Items([.. about.Shown.Allowed.Select(purpose => new Item(purpose.Title, purpose.Description))]),
            new Heading(texts["Other.Granted.Object"]),
            new Paragraph(texts["Other.Granted.Object.How", about.Client.Name]),
            new Button(texts["Other.Granted.Button"], about.Address.ConsentPage(about.Token!)),
            new Paragraph(texts["Mail.PasteCode", about.ConsentPage]),
            new Code(about.Token!),
            .. about.Questions(),
        ];
    }

    private static IReadOnlyList<MailBlock> Ended(MailSubject about) =>
    [
        new Heading(about.Texts["Other.Ended.Heading"]),
        new Paragraph(about.Texts["Other.Ended.Decided", about.Shown.Decided, about.Client.Name, about.Child]),
        new Paragraph(about.Texts["Other.Ended.Deleted"]),
        new Paragraph(about.Texts["Ended.StartAnew", about.Client.Name]),
        .. about.Questions(),
    ];
}
