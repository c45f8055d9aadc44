using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Mails;

/// <summary>Writes each mail as text and HTML in the language of the registration.</summary>
public sealed class MailComposer(PolicySet policies, ServiceAddress address, PageRenderer renderer) : IMailComposer
{
    /// <summary>A mail about one child alone.</summary>
    public Task<Mail> ComposeAsync(Registration registration, MailKind kind, int number, string? token, DateTimeOffset now) =>
        ComposeAsync(registration, kind, number, token, also: [], now);

    /// <exception cref="ArgumentException">The details are gone, or the kind of mail has a link and there is no token.</exception>
    public async Task<Mail> ComposeAsync(
        Registration registration, MailKind kind, int number, string? token, IReadOnlyList<AlsoWaiting> also, DateTimeOffset now)
    {
        if (registration.Details is not { } details)
        {
            throw new ArgumentException("The registration's details are gone.", nameof(registration));
        }

        if (token is null && kind is MailKind.Notice or MailKind.Reminder or MailKind.Granted or MailKind.Confirmed or MailKind.FormRejected or MailKind.Invited)
        {
            throw new ArgumentException($"A mail of kind {kind} has a link.", nameof(token));
        }

        var about = new MailSubject(new ShownRegistration(registration, policies, now), address, number, token)
        {
            Also = [.. also.Select(other => (new ShownRegistration(other.Registration, policies, now), other.Token))],
        };
        var isOthers = !registration.IsQuestion && OtherGuardianMail.IsFor(registration, kind);
        var of = isOthers ? OtherGuardianMail.Word(registration, kind) : NameOf(registration, kind);
        var subject = about.Texts[$"{of}.Subject", about.Client.Name, about.Child];
        var blocks = isOthers ? OtherGuardianMail.Write(about) : Write(about, kind);
        var html = await renderer.RenderAsync<MailDocument>(new Dictionary<string, object?>
        {
            [nameof(MailDocument.Subject)] = subject,
            [nameof(MailDocument.Texts)] = about.Texts,
            [nameof(MailDocument.Blocks)] = blocks,
        });
        return new Mail(
            details.GuardianEmail, about.Texts["Mail.FromName", about.Client.Name], subject,
            PlainText.Write(blocks), html, MessageId(registration, kind, number));
    }

    private static IReadOnlyList<MailBlock> Write(MailSubject about, MailKind kind) => kind switch
    {
        MailKind.Notice when about.Shown.Registration.IsQuestion => RequestMail.Question(about),
        MailKind.Granted when about.Shown.Registration.IsQuestion => FurtherMail.Granted(about),
        MailKind.Confirmed when about.Shown.Registration.IsQuestion => FurtherMail.Confirmed(about),
        MailKind.Withdrawn when about.Shown.Registration.IsQuestion => FurtherMail.Ended(about),
        MailKind.Notice => RequestMail.Notice(about),
        MailKind.Reminder when IsTheirStep(about.Shown.Registration) => StepMail.Reminder(about),
        MailKind.FormRejected => StepMail.FormRejected(about),
        MailKind.Confirmed => OutcomeMail.Confirmed(about),
        MailKind.Reminder => RequestMail.Reminder(about),
        MailKind.Granted => OutcomeMail.Granted(about),
        MailKind.Refused => OutcomeMail.Refused(about),
        MailKind.Deleted => OutcomeMail.Deleted(about),
        MailKind.Withdrawn => OutcomeMail.Withdrawn(about),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string NameOf(Registration registration, MailKind kind) => kind switch
    {
        MailKind.Notice when registration.IsQuestion => "Question",
        MailKind.Granted when registration.IsQuestion => "Further",
        MailKind.Withdrawn when registration.IsQuestion => "FurtherEnded",
        MailKind.Reminder when IsTheirStep(registration) => "StepReminder",
        MailKind.Withdrawn when registration.WasRevoked => "Revoked",
        MailKind.Withdrawn when registration.DeletionReason is DeletionReason.GuardianRequest => "Erased",
        _ => kind.ToString(),
    };

    /// <summary>Whom the mail goes to said yes, and it waits for its check.</summary>
    private static bool IsTheirStep(Registration registration) =>
        registration.Verification.IsPending && !OtherGuardianMail.IsOthers(registration);

    private static string MessageId(Registration registration, MailKind kind, int number)
    {
        var decision = kind switch
        {
            MailKind.Notice or MailKind.Reminder => null,
            MailKind.FormRejected => registration.Verification.Upload,
            _ => registration.DecisionId,
        };
        var name = string.Create(
            CultureInfo.InvariantCulture, $"mail/{registration.Id}/{registration.LinkMark}/{decision}/{kind}/{number}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..32];
    }
}
