using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Discoveries;

public abstract record AccountReading
{
    private AccountReading()
    {
    }

    public sealed record Account(StartRegistrationCommand Command) : AccountReading;

    /// <param name="Errors">At least one.</param>
    public sealed record Invalid(IReadOnlyList<DiscoveryError> Errors) : AccountReading;
}

/// <summary>Takes a line apart, as the call for one account does with its body.</summary>
public interface IAccountReader
{
    AccountReading Read(ReadOnlySpan<byte> line, Discovery discovery, ClientPolicy client, DateTimeOffset now);
}
