using ParentalConsent.Core.Guardians;

namespace ParentalConsent.Storage.Guardians;

internal sealed class TableStoredGuardian(GuardianRow row) : StoredGuardian(row.ToGuardian())
{
    public GuardianRow Row { get; } = row;
}
