namespace ParentalConsent.Core.Discoveries;

/// <summary>Something that falls due of a discovery; noted before anything of it is stored.</summary>
/// <param name="Forget">All of it is to go; else its lines.</param>
public sealed record DueDiscovery(string DiscoveryId, string ClientId, DateTimeOffset CreatedAt, DateTimeOffset At, bool Forget)
{
    public static IReadOnlyList<DueDiscovery> Of(Discovery discovery) =>
    [
        new(discovery.Id, discovery.ClientId, discovery.CreatedAt, discovery.Deadline, Forget: false),
        new(discovery.Id, discovery.ClientId, discovery.CreatedAt, discovery.ForgottenAt, Forget: true),
    ];
}
