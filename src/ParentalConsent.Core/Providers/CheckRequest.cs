namespace ParentalConsent.Core.Providers;

/// <summary>All that a provider may be told about a check. Each sends on no more of it than its API needs.</summary>
/// <param name="Reference">Names the check in callbacks, and says nothing to anyone but us.</param>
/// <param name="Expires">After this moment an answer no longer counts.</param>
/// <param name="ReturnTo">Our page for a guardian who comes back.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null where unknown.</param>
/// <param name="Locale">BCP 47; null where none was given.</param>
public sealed record CheckRequest(
    string Reference, DateTimeOffset Expires, Uri ReturnTo, string GuardianEmail, string? Country, string? Locale)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(CheckRequest);
}
