using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Registrations;

public static class Tombstones
{
    /// <summary>What remains: that there was something, and that it is gone.</summary>
    public static Registration ToTombstone(this Registration registration, DateTimeOffset now)
    {
        var ended = registration.Move(RegistrationMove.Expire, Actor.Service, now)?.Registration ?? registration;
        var deleted = ended.Move(RegistrationMove.BeginDeletion, Actor.Service, now)?.Registration
            .Move(RegistrationMove.CompleteDeletion, Actor.Service, now)?.Registration
            ?? throw new InvalidOperationException($"A registration that is {registration.State} cannot be deleted.");
        return deleted with
        {
            Details = null,
            GuardianHash = null,
            MailboxHash = null,
            Second = null,
            GrantedPurposes = [],
            Question = null,
            Further = [],
            HoldsData = false,
            Signals = [],
            Verification = new() { Step = registration.WasRevoked ? VerificationStep.ProviderRevoked : VerificationStep.None },
            Mail = new(),
            DeletedAt = now,
            HistoryLength = 0,
        };
    }
}
