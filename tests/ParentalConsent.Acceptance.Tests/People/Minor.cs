using System.Security.Cryptography;

namespace ParentalConsent.Acceptance.Tests.People;

/// <summary>Someone made up who signs up, with a parent of whom no other story knows.</summary>
public sealed record Minor(string SubjectId, string ParentEmail, string Name, int Age)
{
    /// <summary>Of the sign-up site: BCP 47.</summary>
    public string Locale { get; init; } = "en";

    public string Nickname => $"nick-{SubjectId}";

    /// <summary>What the parent is asked for.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = ["account", "newsletter", "leaderboard"];

    /// <summary>The child's own; null where the sign-up flow passes none on.</summary>
    public string? Email { get; init; }

    /// <summary>What the sign-up flow saw of the child's browser; null where it tells nothing.</summary>
    public object? Device { get; init; }

    public object Registration
    {
        get
        {
            var registration = new Dictionary<string, object>
            {
                ["subjectId"] = SubjectId,
                ["age"] = Age,
                ["country"] = "DE",
                ["locale"] = Locale,
                ["parentEmail"] = ParentEmail,
                ["childName"] = Name,
                ["purposes"] = Purposes,
                ["data"] = new { nickname = Nickname, level = 3 },
            };
            if (Email is not null)
            {
                registration["childEmail"] = Email;
            }

            if (Device is not null)
            {
                registration["device"] = Device;
            }

            return registration;
        }
    }

    /// <summary>Which is a strong sign that the "parent" is the child.</summary>
    public Minor WithAddressLikeTheParents() => this with { Email = ParentEmail.Replace("@", "+kid@", StringComparison.Ordinal) };

    /// <summary>Which is a weak sign.</summary>
    public Minor WithThrowAwayMailbox() => this with { ParentEmail = ParentEmail.Split('@')[0] + "@10minutemail.com" };

    public static Minor Someone(string name = "Kim", int age = 12)
    {
        var mark = RandomNumberGenerator.GetHexString(12, lowercase: true);
        return new Minor($"player-{mark}", $"parent-{mark}@family.test", name, age);
    }
}
