using System.Globalization;
using System.Text.Json;
using ParentalConsent.Core.Ages;
using ParentalConsent.Functions.Json;

namespace ParentalConsent.Functions.Ages;

/// <summary>The fields <c>dateOfBirth</c>, <c>age</c> and <c>country</c> of a request.</summary>
public static class AgeFields
{
    public const string DateOfBirth = "dateOfBirth";
    public const string Age = "age";
    public const string Country = "country";

    private const int OldestAge = 130;

    /// <returns>What can be made of the fields; to be used only where they have no errors.</returns>
    public static AgeStatement Read(JsonFields fields, DateTimeOffset now)
    {
        if (fields.Value(DateOfBirth) is not null && fields.Value(Age) is not null)
        {
            AddToBoth(fields, "onlyOneOf", "Give dateOfBirth or age, not both.");
        }
        else if (!fields.Has(DateOfBirth) && !fields.Has(Age))
        {
            AddToBoth(fields, "required", "Give dateOfBirth or age; an age of null means that it is unknown.");
        }

        return new AgeStatement(ReadBirthDate(fields, now), ReadAge(fields), ReadCountry(fields));
    }

    public static bool AreValid(JsonFields fields) =>
        !fields.HasErrorOf(DateOfBirth) && !fields.HasErrorOf(Age) && !fields.HasErrorOf(Country);

    private static DateOnly? ReadBirthDate(JsonFields fields, DateTimeOffset now)
    {
        if (fields.Text(DateOfBirth) is not { } text)
        {
            return null;
        }

        var latest = CountryDates.LatestAt(now);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            fields.Add(DateOfBirth, "notADate", "Must be a date that exists, as in 2015-12-31.");
        }
        else if (date > latest)
        {
            fields.Add(DateOfBirth, "inTheFuture", "Must not be in the future.");
        }
        else if (date < latest.AddYears(-OldestAge))
        {
            fields.Add(DateOfBirth, "tooLongAgo", "Must not be more than 130 years ago.");
        }

        return date;
    }

    private static int? ReadAge(JsonFields fields)
    {
        if (fields.Value(Age) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt32(out var age))
        {
            fields.Add(Age, "wrongType", "Must be a whole number of years, or null where it is unknown.");
            return null;
        }

        if (age is < 0 or > OldestAge)
        {
            fields.Add(Age, "outOfRange", "Must be from 0 to 130.");
        }

        return age;
    }

    private static string? ReadCountry(JsonFields fields)
    {
        if (fields.Text(Country) is not { } text)
        {
            return null;
        }

        if (text.Length != 2 || !text.All(char.IsAsciiLetter))
        {
            fields.Add(Country, "notACountryCode", "Must be an ISO 3166-1 alpha-2 code, two letters, or null where it is unknown.");
        }

        return text.ToUpperInvariant();
    }

    private static void AddToBoth(JsonFields fields, string code, string message)
    {
        fields.Add(DateOfBirth, code, message);
        fields.Add(Age, code, message);
    }
}
