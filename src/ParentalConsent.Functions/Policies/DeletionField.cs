using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>"deletion": { "acknowledge", "withinDays" }</c>: what a deletion takes besides.</summary>
internal static class DeletionField
{
    public static DeletionPolicy Read(PolicyNode? field)
    {
        if (field?.IsObjectOf("acknowledge", "withinDays") is not true)
        {
            return DeletionPolicy.None;
        }

        var acknowledge = field.Optional("acknowledge")?.Flag() ?? false;
        var within = field.Optional("withinDays");
        if (within is not null && !acknowledge)
        {
            within.Problem("says nothing where \"acknowledge\" is not true");
        }

        return new DeletionPolicy(acknowledge, within?.Number(1, DeletionPolicy.MostDays) ?? DeletionPolicy.UsualDays);
    }
}
