using System.Globalization;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Mails that say no more than what they are.</summary>
internal sealed class PlainComposer : IMailComposer
{
    public Task<Mail> ComposeAsync(
        Registration registration, MailKind kind, int number, string? token, IReadOnlyList<AlsoWaiting> also, DateTimeOffset now) =>
        Task.FromResult(new Mail(
            registration.Details!.GuardianEmail,
            "Games",
            string.Create(CultureInfo.InvariantCulture, $"{(registration.IsQuestion ? "More " : "")}{kind} {number}"),
            token ?? "",
            string.Join(' ', also.Select(other => other.Token)),
            $"{registration.Id}-{(registration.IsQuestion ? registration.LinkMark : "")}-{kind}-{number}"));
}
