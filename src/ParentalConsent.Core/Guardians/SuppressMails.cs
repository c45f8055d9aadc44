namespace ParentalConsent.Core.Guardians;

/// <summary>"Not my child": this address is not asked about this client again. Doing it twice changes nothing.</summary>
public sealed class SuppressMails(IGuardianStore guardians)
{
    public async Task ExecuteAsync(string guardianHash, string clientId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await guardians.FindAsync(guardianHash, cancellationToken);
            if (stored?.Guardian.Suppressed.Contains(clientId) is true)
            {
                return;
            }

            var suppressed = (stored?.Guardian ?? new Guardian { Hash = guardianHash }).Suppress(clientId);
            if (await (stored is null
                ? guardians.TryAddAsync(suppressed, cancellationToken)
                : guardians.TrySaveAsync(stored, suppressed, cancellationToken)))
            {
                return;
            }
        }
    }
}
