using System.Text;

namespace ParentalConsent.Storage.Registrations;

/// <summary>Where something sealed belongs: it opens nowhere else.</summary>
/// <param name="Owner">Registration id, or that of a discovery.</param>
/// <param name="Attempt">Of the registration; a word for others.</param>
internal sealed record SealPlace(string Owner, string Attempt)
{
    public static SealPlace Of(RegistrationRow row) => new(row.PartitionKey, row.Attempt);

    public byte[] Context(string part) => Encoding.UTF8.GetBytes($"{Owner}/{Attempt}/{part}");
}
