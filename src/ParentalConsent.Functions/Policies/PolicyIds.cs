using System.Text.RegularExpressions;

namespace ParentalConsent.Functions.Policies;

/// <summary>Ids of clients and purposes: 1 to 40 of a-z, 0-9 and hyphen.</summary>
internal static partial class PolicyIds
{
    public static bool IsId(string text) => Pattern().IsMatch(text);

    /// <summary>The item's id; empty, and a problem, where it is none or taken.</summary>
    public static string Read(PolicyNode item, IEnumerable<string> taken)
    {
        if (item.Field("id") is not { } field || field.Text(100) is not { Length: > 0 } id)
        {
            return "";
        }

        if (!IsId(id))
        {
            field.Problem("must be 1 to 40 of a-z, 0-9 and hyphen");
            return "";
        }

        if (taken.Contains(id))
        {
            field.Problem("is there twice");
            return "";
        }

        return id;
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z")]
    private static partial Regex Pattern();
}
