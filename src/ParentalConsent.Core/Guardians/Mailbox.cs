namespace ParentalConsent.Core.Guardians;

/// <summary>The mailbox behind an e-mail address: several addresses can lead to one.</summary>
public static class Mailbox
{
    private const string Gmail = "gmail.com";

    /// <summary>
    /// An address that all of one mailbox have in common: without sub-address and capitals, and without dots where the provider is
    /// known not to look at them.
    /// </summary>
    public static string Of(string address)
    {
        var (name, domain) = Split(address);
        return domain == Gmail ? $"{WithoutDots(name)}@{domain}" : $"{name}@{domain}";
    }

    /// <summary>The same without any dots: who shares it with another may be the same person, at a provider that ignores them.</summary>
    public static string Resembling(string address)
    {
        var (name, domain) = Split(address);
        return $"{WithoutDots(name)}@{domain}";
    }

    /// <summary>In lower case, as it is written.</summary>
    public static string DomainOf(string address)
    {
        var trimmed = address.Trim();
        return trimmed[(trimmed.LastIndexOf('@') + 1)..].ToLowerInvariant();
    }

    private static (string Name, string Domain) Split(string address)
    {
        var (trimmed, domain) = (address.Trim(), DomainOf(address));
        var name = trimmed[..^(domain.Length + 1)].ToLowerInvariant();
        return (
            name.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? name[..plus] : name,
            domain == "googlemail.com" ? Gmail : domain);
    }

    private static string WithoutDots(string name) => name.Replace(".", "", StringComparison.Ordinal);
}
