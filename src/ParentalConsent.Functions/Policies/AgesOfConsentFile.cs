using ParentalConsent.Core.Ages;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>{ "countries": [{ "country", "age", "law" }] }</c>; 18 for countries that are not in it.</summary>
internal static class AgesOfConsentFile
{
    public static IReadOnlyDictionary<string, int> Read(PolicyNode? file)
    {
        var ages = new Dictionary<string, int>();
        if (file?.IsObjectOf("countries") is not true)
        {
            return ages;
        }

        foreach (var item in file.Items("countries").Where(item => item.IsObjectOf("country", "age", "law")))
        {
            item.Field("law")?.Text(300);
            var age = item.Field("age")?.Number(1, 18) ?? 18;
            if (item.Field("country") is not { } field || field.Text(2) is not { Length: > 0 } country)
            {
                continue;
            }

            if (!CountryDates.IsKnown(country) || !country.All(char.IsAsciiLetterUpper))
            {
                field.Problem("must be an ISO 3166-1 alpha-2 code in capitals");
            }
            else if (!ages.TryAdd(country, age))
            {
                field.Problem("is there twice");
            }
        }

        return ages;
    }
}
