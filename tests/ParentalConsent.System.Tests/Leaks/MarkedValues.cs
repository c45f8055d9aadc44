using System.Security.Cryptography;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>Values that occur nowhere else in the world, by what they are.</summary>
public sealed class MarkedValues
{
    private readonly Dictionary<string, string> values = [];
    private readonly string mark = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public IReadOnlyDictionary<string, string> All => values;

    public string ChildName => Marked("child's name", $"Mirabelle O'{mark} Größe");

    public string GuardianName => Marked("guardian's name", $"Gwendolyn & {mark}son");

    public string Relationship => Marked("relationship", $"step-aunt <{mark}>");

    public string Nickname => Marked("registration data", $"frog \"{mark}\" prince");

    public string Locale => Marked("locale", $"de-DE-x-{mark}");

    /// <summary>A day that nothing else in these tests falls on.</summary>
    public string BirthDate => Marked("birth date", "2016-02-29");

    public string ChildEmail => Marked("child's address", $"kid{mark}@child.example");

    public string UserAgent => Marked("user agent", $"Browser-{mark}/1.0");

    public string ForwardedFor => Marked("network address", $"2001:db8:{mark[..4]}:{mark[4..]}::7");

    public string WrongKey => Marked("wrong key", $"wrong-key-{mark}-wrong-key-{mark}");

    public string ParentEmail(int story)
    {
        Marked("parent's mailbox", $"guard{mark}");
        Marked("parent's mail domain", $"{mark}.example.test");
        return Marked($"parent's address {story}", $"guard{mark}.{story}@{mark}.example.test");
    }

    public string SubjectId(int story) => Marked($"subject id {story}", $"subject-{story}-{mark}");

    /// <summary>A link's token, and what a part of it already gives away.</summary>
    public string Token(string token)
    {
        Marked($"token {token[^4..]}", token[..40]);
        return token;
    }

    public string Marked(string what, string value) => values[what] = value;
}
