using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>{ "from": 21, "to": 8 }</c>, hours of the day; both the same for none.</summary>
internal static class QuietHoursField
{
    private static readonly QuietHours Usual = new(21, 8);

    public static QuietHours Read(PolicyNode? field) => field?.IsObjectOf("from", "to") is true
        ? new QuietHours(field.Field("from")?.Number(0, 23) ?? 0, field.Field("to")?.Number(0, 23) ?? 0)
        : Usual;
}
