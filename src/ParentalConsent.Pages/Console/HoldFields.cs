using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Pages.Console;

/// <summary>What an operator entered to set a hold, as it came.</summary>
/// <param name="Id">Made with the form: sent twice, it is one hold.</param>
/// <param name="About">A deletion's or a registration's id.</param>
public sealed record HoldFields(string Id, string? About, string? Reason, string? Days)
{
    public static HoldFields New(string? about) => new(RegistrationIds.NewMark(), about, null, null);

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(HoldFields);
}
