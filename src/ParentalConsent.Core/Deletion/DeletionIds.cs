using System.Security.Cryptography;
using System.Text;

namespace ParentalConsent.Core.Deletion;

public static class DeletionIds
{
    private const int Length = 24;

    /// <summary>Whether it has the form of one.</summary>
    public static bool IsId(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// 24 hex digits that name the deletion of one attempt: equal in every run, so that it is logged once. The first is the
    /// registration's, so that the id alone tells its shard (<see cref="Shards"/>).
    /// </summary>
    public static string For(string registrationId, string attempt) => registrationId[..1]
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"deletion/{registrationId}/{attempt}")))[..(Length - 1)];
}
