namespace ParentalConsent.Core.Registrations;

/// <summary>What a client may see of a registration. Another client's is not found.</summary>
public sealed class ReadRegistration(IRegistrationStore store)
{
    public async Task<Registration?> ExecuteAsync(string clientId, string registrationId, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) is { } found && found.Registration.ClientId == clientId
            ? found.Registration
            : null;
}
