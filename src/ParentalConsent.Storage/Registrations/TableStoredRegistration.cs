using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Storage.Registrations;

/// <param name="key">Null once deleted, and where it cannot be unwrapped.</param>
internal sealed class TableStoredRegistration(Registration registration, RegistrationRow row, DataKey? key)
    : StoredRegistration(registration)
{
    public RegistrationRow Row { get; } = row;

    public DataKey? Key { get; } = key;
}
