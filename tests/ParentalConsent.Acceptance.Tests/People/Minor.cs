using System.Security.Cryptography;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>Someone made up who signs up, with a parent of whom no other story knows.</summary>
public sealed record Minor(string SubjectId, string ParentEmail, string Name, int Age)
{
    /// <summary>Of the sign-up site: BCP 47.</summary>
    public string Locale { get; init; } = "en";

    public string Nickname => $"nick-{SubjectId}";

    public object Registration => new
    {
        subjectId = SubjectId,
        age = Age,
        country = "DE",
        locale = Locale,
        parentEmail = ParentEmail,
        childName = Name,
        purposes = new[] { "account", "newsletter", "leaderboard" },
        data = new { nickname = Nickname, level = 3 },
    };

    public static Minor Someone(string name = "Kim", int age = 12)
    {
        var mark = RandomNumberGenerator.GetHexString(12, lowercase: true);
        return new Minor($"player-{mark}", $"parent-{mark}@family.test", name, age);
    }
}
