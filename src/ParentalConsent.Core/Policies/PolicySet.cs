using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;

namespace ParentalConsent.Core.Policies;

/// <summary>All that is policy, checked when the app starts.</summary>
/// <param name="Notices">The direct notice in all versions and languages.</param>
/// <param name="Countries">By ISO 3166-1 alpha-2 code; in any other, 18 is the age of consent.</param>
public sealed record PolicySet(
    NoticeSet Notices,
    IReadOnlyDictionary<string, ClientPolicy> Clients,
    IReadOnlyDictionary<string, Purpose> Purposes,
    IReadOnlyDictionary<string, CountryRule> Countries)
{
    /// <summary>Domains of throw-away mailboxes, in lower case. Read from <c>disposable-domains.txt</c>.</summary>
    public IReadOnlySet<string> DisposableDomains { get; init; } = new HashSet<string>();

    /// <summary>Null for a client that was taken out of the policy while registrations of it remain.</summary>
    public ClientPolicy? FindClient(Registrations.Registration registration) => Clients.GetValueOrDefault(registration.ClientId);

    /// <summary>What a yes allows of what was asked: integral purposes stand or fall with it, the others as ticked.</summary>
    public IReadOnlyList<string> Allowed(IReadOnlyList<string> asked, IReadOnlyList<string> ticked) =>
        [.. asked.Where(id => Purposes.TryGetValue(id, out var purpose) && (purpose.Integral || ticked.Contains(id)))];

    /// <summary>Null where the country is unknown, or not in the table.</summary>
    public CountryRule? CountryRule(string? country) =>
        country is null ? null : Countries.GetValueOrDefault(country.ToUpperInvariant());

    /// <summary>The least that a guardian's consent needs in the country; that of the strictest one where the country is unknown.</summary>
    public Assurance NeededIn(string? country) => CountryRule(country) switch
    {
        { } rule => rule.Assurance,
        null when CountryDates.IsKnown(country) => Assurance.Asserted,
        null => Countries.Values.Select(rule => rule.Assurance).DefaultIfEmpty().Max(),
    };
}
