using ParentalConsent.Core.Methods;
using static ParentalConsent.Pages.Mails.MailBlock;

namespace ParentalConsent.Pages.Mails;

/// <summary>What is left to do until a yes counts.</summary>
internal static class StepMail
{
    public static IReadOnlyList<MailBlock> Reminder(MailSubject about) =>
    [
        new Heading(about.Texts["Reminder.Heading", about.Shown.TimeLeft]),
        new Paragraph(about.Texts["StepReminder.Said", about.Client.Name, about.Child]),
        new Paragraph(about.Texts[$"Step.{about.Shown.Registration.Verification.Step}.Left", about.Client.Name]),
        .. about.Number == about.Client.Reminders ? [new Paragraph(about.Texts["Reminder.Last"])] : Array.Empty<MailBlock>(),
        .. HowOn(about),
        .. RequestMail.Also(about),
    ];

    public static IReadOnlyList<MailBlock> FormRejected(MailSubject about) =>
    [
        new Heading(about.Texts["FormRejected.Heading"]),
        new Paragraph(about.Texts["FormRejected.What", about.Client.Name, about.Child]),
        .. about.Shown.Registration.Verification.Problem is { } problem
            ? [new Paragraph(about.Texts[$"FormProblem.{problem}"])]
            : Array.Empty<MailBlock>(),
        new Paragraph(about.Texts["FormRejected.Deleted"]),
        new Paragraph(about.Texts["Step.FormRejected.Left", about.Client.Name]),
        .. HowOn(about),
    ];

    private static IEnumerable<MailBlock> HowOn(MailSubject about) =>
    [
        .. about.Shown.Registration is { Method: not VerificationMethod.Provider, Verification.Reference: { } reference }
            ? [new Paragraph(about.Texts["Sheet.Code"]), new Code(reference)]
            : Array.Empty<MailBlock>(),
        new Paragraph(about.Texts[about.Shown.Registration.IsQuestion ? "Question.Step.Until" : "Step.Mail.Until", about.Shown.Deadline]),
        new Button(about.Texts["Step.Mail.Button"], about.Address.ConsentPage(about.Token!)),
        new Paragraph(about.Texts["Mail.PasteCode", about.ConsentPage]),
        new Code(about.Token!),
        .. about.Questions(),
    ];
}
