namespace ParentalConsent.Core.Registrations;

public abstract record ReadHeldDataResult
{
    private ReadHeldDataResult()
    {
    }

    /// <param name="Json">Null where the client sent none.</param>
    public sealed record Found(ReadOnlyMemory<byte>? Json) : ReadHeldDataResult;

    public sealed record NotFound : ReadHeldDataResult;

    /// <summary>Nobody has decided yet: the data stays sealed.</summary>
    public sealed record ConsentPending : ReadHeldDataResult;

    /// <summary>Deleted, or about to be.</summary>
    public sealed record Gone : ReadHeldDataResult;
}

/// <summary>Opens the held data for its client, once a guardian has agreed (COPPA 312.5(a)(1)).</summary>
public sealed class ReadHeldData(IRegistrationStore store)
{
    public async Task<ReadHeldDataResult> ExecuteAsync(string clientId, string registrationId, CancellationToken cancellationToken) =>
        await store.FindAsync(registrationId, cancellationToken) switch
        {
            { Registration: var registration } when registration.ClientId != clientId => new ReadHeldDataResult.NotFound(),
            { Registration.State: RegistrationState.AwaitingParent } => new ReadHeldDataResult.ConsentPending(),
            { Registration: { EndsInDeletion: false, HoldsData: false } } => new ReadHeldDataResult.Found(null),
            { Registration.EndsInDeletion: false } current =>
                await store.ReadDataAsync(current, cancellationToken) is { } json
                    ? new ReadHeldDataResult.Found(json)
                    : new ReadHeldDataResult.Gone(),
            { } => new ReadHeldDataResult.Gone(),
            null => new ReadHeldDataResult.NotFound(),
        };
}
