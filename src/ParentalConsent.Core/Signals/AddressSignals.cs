using ParentalConsent.Core.Guardians;

namespace ParentalConsent.Core.Signals;

/// <summary>What a guardian's address tells. It is compared with the child's by keyed hashes: the child's address is not stored.</summary>
public static class AddressSignals
{
    /// <param name="guardian">Of the same address.</param>
    /// <param name="child">Null where the client did not say the child's address.</param>
    /// <param name="disposable">Domains of throw-away mailboxes, in lower case.</param>
    public static IReadOnlyList<RiskSignal> Of(
        string guardianEmail, AddressHashes guardian, AddressHashes? child, IReadOnlySet<string> disposable)
    {
        var signals = new List<RiskSignal>();
        if (guardian.Exact == child?.Exact)
        {
            signals.Add(RiskSignal.SameAddress);
        }
        else if (guardian.Mailbox == child?.Mailbox)
        {
            signals.Add(RiskSignal.AddressVariant);
        }

        if (IsDisposable(Mailbox.DomainOf(guardianEmail), disposable))
        {
            signals.Add(RiskSignal.DisposableAddress);
        }

        return signals;
    }

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
