using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Ages;

/// <summary>Who needs a guardian. In doubt, they do: someone who says they are under age is believed (EDPB 05/2020, 134).</summary>
public static class AgeChecks
{
    private const int StrictestAge = 18;

    public static AgeDecision Decide(this PolicySet policies, ClientPolicy client, AgeStatement statement, DateTimeOffset now)
    {
        var ageOfConsent = client.Rule is AgeRule.Country
            ? policies.CountryRule(statement.Country)?.Age ?? StrictestAge
            : StrictestAge;
        var ofAgeAt = OfAgeAt(statement, ageOfConsent, now);
        var required = statement.Age is { } age ? age < ageOfConsent : ofAgeAt is null || now < ofAgeAt;
        return new AgeDecision(required, ageOfConsent, client.Rule, ofAgeAt);
    }

    /// <remarks>
    /// With an age in years only, the birthday can be as late as a year from today. Who was born on 29 February comes of age
    /// on 1 March of a common year.
    /// </remarks>
    private static DateTimeOffset? OfAgeAt(AgeStatement statement, int ageOfConsent, DateTimeOffset now) => statement switch
    {
        { BirthDate: { } born } => CountryDates.BeginsEverywhere(Birthday(born, ageOfConsent), statement.Country),
        { Age: { } age } when age < ageOfConsent => CountryDates.BeginsEverywhere(
            Birthday(CountryDates.LatestAt(now), ageOfConsent - age), statement.Country),
        { Age: not null } => now,
        _ => null,
    };

    private static DateOnly Birthday(DateOnly born, int years) =>
        born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(born.Year + years)
            ? new DateOnly(born.Year + years, 3, 1)
            : born.AddYears(years);
}
