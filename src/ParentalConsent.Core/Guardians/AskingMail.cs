namespace ParentalConsent.Core.Guardians;

/// <summary>A mail that asked a guardian about one child, or a child that waits for its turn to be in one.</summary>
/// <param name="Mark">As the registration's <see cref="Registrations.Registration.LinkMark"/>: what was for another address or attempt does not count.</param>
/// <param name="Number">0 for the notice, from 1 for reminders, from -1 downwards for those the client asked for.</param>
/// <param name="At">When the mail was admitted; for a child that waits, since when.</param>
/// <param name="By">The registration whose mail it was: another's where that mail asked about this child too; null while it waits.</param>
public sealed record AskingMail(string ClientId, string RegistrationId, string Mark, int Number, DateTimeOffset At, string? By)
{
    public bool IsAbout(Registrations.Registration registration) =>
        RegistrationId == registration.Id && Mark == registration.LinkMark;
}
