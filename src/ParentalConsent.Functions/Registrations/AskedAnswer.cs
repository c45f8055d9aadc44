using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Further purposes that guardians are asked about now, as a client sees it.</summary>
/// <param name="Until">Without an answer by then nothing changes.</param>
/// <param name="Mail">As the state in <see cref="MailAnswer"/>.</param>
/// <param name="SecondMail">The same for a second guardian; null where they are not asked.</param>
public sealed record AskedAnswer(
    IReadOnlyList<string> Purposes, DateTimeOffset Until, VerificationAnswer Verification, string Mail, string? SecondMail)
{
    /// <returns>Null where nothing is asked, or not any more.</returns>
    public static AskedAnswer? Of(Registration registration, DateTimeOffset now) =>
        registration is { State: RegistrationState.Granted, Question: { } question } && question.IsOpenAt(now)
            ? new AskedAnswer(
                question.Purposes,
                question.Until,
                VerificationAnswer.Of(registration.AsAsked()!),
                StateOf(question.Mail),
                question.SecondMark is null ? null : StateOf(question.SecondMail))
            : null;

    private static string StateOf(QuestionMail mail) => mail switch
    {
        { Bounced: true } => "bounced",
        { Stopped: StopReasons.Suppressed } => "suppressed",
        { Stopped: not null } or { Error: not null } => "failed",
        { Done: false } => "pending",
        _ => "sent",
    };
}
