using ParentalConsent.Core.Ages;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Functions.Policies;

/// <summary><c>{ "countries": [{ "country", "age", "law", "source", "assurance" }] }</c>; 18 for countries that are not in it.</summary>
internal static class AgesOfConsentFile
{
    public static IReadOnlyDictionary<string, CountryRule> Read(PolicyNode? file)
    {
        var ages = new Dictionary<string, CountryRule>();
        if (file?.IsObjectOf("countries") is not true)
        {
            return ages;
        }

        foreach (var item in file.Items("countries").Where(item => item.IsObjectOf("country", "age", "law", "source", "assurance")))
        {
            var law = item.Field("law")?.Text(400) ?? "";
            var source = item.Field("source")?.Text(300) ?? "";
            var assurance = MethodFields.Assurance(item.Optional("assurance")) ?? Assurance.Asserted;
            var age = item.Field("age")?.Number(1, 18) ?? 18;
            if (item.Field("country") is not { } field || field.Text(2) is not { Length: > 0 } country)
            {
                continue;
            }

            if (!CountryDates.IsKnown(country) || !country.All(char.IsAsciiLetterUpper))
            {
                field.Problem("must be an ISO 3166-1 alpha-2 code in capitals");
            }
            else if (!ages.TryAdd(country, new CountryRule(age, law, assurance) { Source = source }))
            {
                field.Problem("is there twice");
            }
        }

        return ages;
    }
}
