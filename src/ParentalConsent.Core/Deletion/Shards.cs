namespace ParentalConsent.Core.Deletion;

/// <summary>What is about a registration is spread over these by its id, so that deleting scales out: lines of the deadline index, chains of the log.</summary>
public static class Shards
{
    public const int Count = 4;

    public static IEnumerable<int> All => Enumerable.Range(0, Count);

    /// <param name="id">Of a registration or a deletion, in hex digits; null for what is about none of them.</param>
    public static int Of(string? id) => id is { Length: > 0 } ? Convert.ToInt32(id[..1], 16) % Count : 0;
}
