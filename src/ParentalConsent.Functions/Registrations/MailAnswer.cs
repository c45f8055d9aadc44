using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Functions.Registrations;

/// <summary>Whether the guardian can be reached, as a client sees it.</summary>
/// <param name="State">
/// <c>pending</c>: none went out yet; <c>sent</c>; <c>failed</c>: the last one did not go out; <c>bounced</c>: the mail server refused
/// the address for good; <c>suppressed</c>: this address is not asked about this client.
/// </param>
/// <param name="Reason">An SMTP code or a word, where the last mail did not go out.</param>
public sealed record MailAnswer(string State, string? Reason, DateTimeOffset? LastSentAt, int ResendsLeft, int AddressChangesLeft)
{
    /// <returns>Null once the registration ends: there is nobody to be reached any more.</returns>
    public static MailAnswer? Of(Registration registration) => registration.EndsInDeletion
        ? null
        : new MailAnswer(
            StateOf(registration),
            registration.Mail.Stopped ?? registration.Mail.LastError,
            registration.Mail.LastSentAt,
            Left(registration, ResendRequest.MostResends - registration.Mail.Resends),
            Left(registration, CorrectAddress.MostChanges - registration.AddressChanges));

    private static string StateOf(Registration registration) => registration.Mail switch
    {
        { Bounced: true } => "bounced",
        { Stopped: StopReasons.Suppressed } => "suppressed",
        { Stopped: not null } => "failed",
        { Requests: 0 } => "pending",
        { LastError: not null } or { LastSentAt: null } => "failed",
        _ => "sent",
    };

    private static int Left(Registration registration, int count) =>
        registration.State is RegistrationState.AwaitingParent ? Math.Max(0, count) : 0;
}
