namespace ParentalConsent.Core.Providers;

/// <summary>An outside service that checks whether whoever decides is an adult. What each is and sends: <c>docs/providers.md</c>.</summary>
public interface IVerificationProvider
{
    /// <summary>As in policy files, settings and the address of its callbacks: 1 to 40 of a-z, 0-9 and hyphen.</summary>
    string Name { get; }

    /// <summary>What guardians know it as.</summary>
    string ShownName { get; }

    /// <summary>Whether it writes to the guardian itself. Otherwise they go to its address, and starting a check does nothing but make one.</summary>
    bool MailsGuardian { get; }

    /// <summary>Begins a check, or begins it again. A provider that does not answer is a result, never an exception.</summary>
    Task<CheckStart> StartAsync(CheckRequest request, CancellationToken cancellationToken);

    /// <summary>What a callback says, once its signature and its time are found to be right; nothing is parsed before that.</summary>
    /// <exception cref="Secrets.InvalidSecretException">There is no key to check it with.</exception>
    Task<CallbackReading> ReadAsync(ProviderCallback callback, CancellationToken cancellationToken);
}
