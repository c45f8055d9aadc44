namespace ParentalConsent.Core.Links;

/// <param name="BaseUrl">Where guardians reach the service; setting <c>Service:BaseUrl</c>.</param>
public sealed record ServiceAddress(Uri BaseUrl)
{
    /// <summary>The page that a mail leads to. The token is in the fragment, which no server sees.</summary>
    public Uri ConsentPage(string token) => new(BaseUrl, $"/consent#{token}");

    /// <summary>The page for a guardian who comes back from a provider. The reference is no secret and says nothing of anyone.</summary>
    public Uri CheckReturn(string reference) => new(BaseUrl, $"/consent/returned?reference={reference}");

    /// <summary>What proves a deletion. Who has the address may see it: it names nobody, and nobody can guess it.</summary>
    public Uri CertificatePage(string deletionId) => new(BaseUrl, $"/certificates/{deletionId}");
}
