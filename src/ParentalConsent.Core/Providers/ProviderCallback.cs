namespace ParentalConsent.Core.Providers;

/// <summary>What was sent to the address of a provider's callbacks, by whomever.</summary>
/// <param name="Body">As it came: signatures are over these bytes.</param>
/// <param name="Header">The value of a header that was sent once; null otherwise.</param>
public sealed record ProviderCallback(ReadOnlyMemory<byte> Body, Func<string, string?> Header)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(ProviderCallback);
}
