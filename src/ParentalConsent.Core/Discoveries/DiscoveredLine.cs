using System.Globalization;

namespace ParentalConsent.Core.Discoveries;

/// <summary>
/// Which line of which discovery a registration comes from. Its attempt says so: a line that is worked off again finds its own
/// registration, and another line about the same subject finds that it comes second.
/// </summary>
public sealed record DiscoveredLine(string DiscoveryId, long Line)
{
    /// <summary>Of 16 hex digits. 40 random bits tell discoveries apart, which meet at one subject only.</summary>
    private const int IdLength = 10;

    public string Attempt => string.Create(CultureInfo.InvariantCulture, $"{DiscoveryId[..IdLength]}{Line:x6}");

    /// <summary>Whether a registration comes from this discovery, by whichever line.</summary>
    public bool IsOfSameDiscovery(Registrations.Registration registration) =>
        registration.Attempt.StartsWith(DiscoveryId[..IdLength], StringComparison.Ordinal);
}
