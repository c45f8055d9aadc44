using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Functions.Access;

/// <summary>Knows clients by their API keys: the secrets <c>client-key-&lt;client id&gt;</c>.</summary>
public sealed class ClientAccess(PresentedKeys keys, PolicySet policies)
{
    private readonly IReadOnlyDictionary<string, ClientPolicy> clients =
        policies.Clients.Values.ToDictionary(client => SecretNames.ClientKey(client.Id));

    /// <returns>Null where the request has no client's key.</returns>
    public async Task<ClientPolicy?> FindAsync(HttpRequestData request, CancellationToken cancellationToken) =>
        await keys.FindAsync(clients.Keys, request.ReadBearerToken(), cancellationToken) is { } name ? clients[name] : null;
}
