using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Whether a second guardian can be reached, as a client sees it.</summary>
/// <param name="State">As in <see cref="MailAnswer"/>.</param>
/// <param name="Reason">As in <see cref="MailAnswer"/>.</param>
public sealed record SecondGuardianAnswer(string State, string? Reason, DateTimeOffset? LastSentAt)
{
    public static SecondGuardianAnswer? Of(Registration registration) => registration is { EndsInDeletion: false, Second: { } second }
        ? new SecondGuardianAnswer(StateOf(second), second.Stopped ?? second.LastError, second.LastSentAt)
        : null;

    private static string StateOf(SecondGuardian second) => second switch
    {
        { Bounced: true } => "bounced",
        { Stopped: StopReasons.Suppressed } => "suppressed",
        { Stopped: not null } => "failed",
        { Asked: false } => "pending",
        { LastError: not null } => "failed",
        _ => "sent",
    };
}
