using ParentalConsent.Core.Registrations;

namespace ParentalConsent.TestKit.Memory;

/// <param name="version">Differs for every write of any registration, as an ETag does.</param>
internal sealed class MemoryStoredRegistration(Registration registration, long version) : StoredRegistration(registration)
{
    public long Version { get; } = version;
}
