namespace ParentalConsent.Core.Policies;

/// <summary>All that is policy, checked when the app starts.</summary>
/// <param name="NoticeVersion">The date of the direct notice in force, as <c>yyyy-MM-dd</c>.</param>
/// <param name="AgesOfConsent">Age in years by ISO 3166-1 alpha-2 country; 18 for any other.</param>
public sealed record PolicySet(
    string NoticeVersion,
    IReadOnlyDictionary<string, ClientPolicy> Clients,
    IReadOnlyDictionary<string, Purpose> Purposes,
    IReadOnlyDictionary<string, int> AgesOfConsent)
{
    /// <summary>Null for a client that was taken out of the policy while registrations of it remain.</summary>
    public ClientPolicy? FindClient(Registrations.Registration registration) => Clients.GetValueOrDefault(registration.ClientId);
}
