using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Signals;

/// <summary>Looks at guardians' addresses for signs, when a subject registers and whenever an address comes to it.</summary>
public sealed class GuardianSigns(RegistrationIds ids, PolicySet policies)
{
    /// <summary>The same details, knowing the child's address by its hashes; as they are where the client does not say it.</summary>
    public async Task<PersonalDetails> WithChildAsync(
        PersonalDetails details, string? childEmail, string registrationId, CancellationToken cancellationToken) =>
        childEmail is null
            ? details
            : details.With(await ids.ForAddressAsync(childEmail, registrationId, cancellationToken));

    /// <summary>Signs of one guardian's address.</summary>
    /// <param name="guardianEmail">Null where there is no such guardian: no signs.</param>
    /// <param name="details">Of the registration, with what is known of the child's address.</param>
    public async Task<IReadOnlyList<RiskSignal>> OfAsync(
        string? guardianEmail, PersonalDetails details, string registrationId, CancellationToken cancellationToken) =>
        guardianEmail is null
            ? []
            : AddressSignals.Of(
                guardianEmail,
                await ids.ForAddressAsync(guardianEmail, registrationId, cancellationToken),
                details.ChildAddress(),
                policies.DisposableDomains);
}
