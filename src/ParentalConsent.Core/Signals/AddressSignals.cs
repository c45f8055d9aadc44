namespace ParentalConsent.Core.Signals;

/// <summary>What the addresses tell when a subject registers. Compared and forgotten: nothing of the child's address is stored.</summary>
public static class AddressSignals
{
    /// <param name="disposable">Domains of throw-away mailboxes, in lower case.</param>
    public static IReadOnlyList<RiskSignal> Of(string guardianEmail, string? childEmail, IReadOnlySet<string> disposable)
    {
        var signals = new List<RiskSignal>();
        if (childEmail is not null && Same(guardianEmail.Trim(), childEmail.Trim()) is { } same)
        {
            signals.Add(same);
        }

        if (IsDisposable(DomainOf(guardianEmail.Trim()), disposable))
        {
            signals.Add(RiskSignal.DisposableAddress);
        }

        return signals;
    }

    private static RiskSignal? Same(string guardian, string child)
    {
        if (string.Equals(guardian, child, StringComparison.OrdinalIgnoreCase))
        {
            return RiskSignal.SameAddress;
        }

        return Mailbox(guardian) == Mailbox(child) ? RiskSignal.AddressVariant : null;
    }

    /// <summary>What is left without sub-address, dots and capitals: many providers deliver all of these to one mailbox.</summary>
    private static string Mailbox(string address)
    {
        var domain = DomainOf(address);
        var local = address[..^(domain.Length + 1)].ToLowerInvariant();
        var plain = local.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus ? local[..plus] : local;
        return $"{plain.Replace(".", "", StringComparison.Ordinal)}@{(domain == "googlemail.com" ? "gmail.com" : domain)}";
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>The domain or one above it is in the list.</summary>
    private static bool IsDisposable(string domain, IReadOnlySet<string> disposable)
    {
        for (var rest = domain; rest.Contains('.', StringComparison.Ordinal); rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (disposable.Contains(rest))
            {
                return true;
            }
        }

        return false;
    }
}
