using System.Text.Json;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Deletion;

public static class DeletionReasons
{
    /// <summary>As it is answered, told and exported.</summary>
    public static string Word(this DeletionReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    /// <summary>The reason that a state gives for deleting; null for states that keep the data or that come later.</summary>
    public static DeletionReason? Of(RegistrationState state) => state switch
    {
        RegistrationState.Expired => DeletionReason.Expired,
        RegistrationState.Refused => DeletionReason.Refused,
        RegistrationState.Disowned => DeletionReason.Disowned,
        RegistrationState.Cancelled => DeletionReason.Cancelled,
        RegistrationState.Withdrawn => DeletionReason.Withdrawn,
        RegistrationState.Discovered => DeletionReason.Discovered,
        RegistrationState.Removed => DeletionReason.Administrator,
        _ => null,
    };
}
