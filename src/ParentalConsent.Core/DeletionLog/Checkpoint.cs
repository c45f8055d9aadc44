using System.Globalization;
using System.Text.Json;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Signing;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>A signed word of where every chain of the log stood.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was signed; renewed while nothing is appended.</param>
/// <param name="Heads">Of each shard, in order; of an empty one sequence 0 and <see cref="DeletionChain.Start"/>.</param>
/// <param name="Previous"><see cref="Hash"/> of the checkpoint before; <see cref="DeletionChain.Start"/> for the first.</param>
public sealed record Checkpoint(long Number, DateTimeOffset At, IReadOnlyList<DeletionLogHead> Heads, string Previous)
{
    /// <summary>The <c>typ</c> of the signature.</summary>
    public const string Type = "deletion-log-checkpoint";

    /// <summary>The <c>typ</c> where it is signed once more as an anchor: what came before it was pruned, and checking begins here.</summary>
    public const string AnchorType = "deletion-log-anchor";

    /// <summary>Over all but the time, so that renewing it changes nothing for those that follow.</summary>
    public string Hash => DeletionChain.HashOf(
    [
        Type, Text(Number), .. Heads.SelectMany(head => (string[])[Text(head.Sequence), head.Hash]), Previous,
    ]);

    /// <summary>The one that follows; <paramref name="previous"/> with a new time where the heads are the same.</summary>
    public static Checkpoint After(Checkpoint? previous, IReadOnlyList<DeletionLogHead> heads, DateTimeOffset now) => previous switch
    {
        null => new Checkpoint(1, now.ToUniversalTime(), heads, DeletionChain.Start),
        _ when previous.Heads.SequenceEqual(heads) => previous with { At = now.ToUniversalTime() },
        _ => new Checkpoint(previous.Number + 1, now.ToUniversalTime(), heads, previous.Hash),
    };

    /// <param name="type">As <see cref="Type"/> or as <see cref="AnchorType"/>.</param>
    public string Sign(SigningKey key, string type = Type) => Jws.Sign(key, type, JsonSerializer.SerializeToUtf8Bytes(this, LogJson.Default.Checkpoint));

    /// <returns>Null unless it is signed as that, by one of these keys.</returns>
    public static Checkpoint? Verify(string signed, string type, JsonWebKeys keys) =>
        Jws.Verify(signed, type, keys) is JwsReading.Valid valid ? Read(valid.Payload) : null;

    /// <returns>Null for what is none.</returns>
    public static Checkpoint? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, LogJson.Default.Checkpoint) is { } read && read.Heads.Count == Shards.Count ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A shard whose chain is shorter than it was here, or is another; null where all go on from here as far as heads can tell.</summary>
    public int? SetBackIn(IReadOnlyList<DeletionLogHead> heads) => Shards.All
        .Where(shard => heads[shard].Sequence < Heads[shard].Sequence
            || (heads[shard].Sequence == Heads[shard].Sequence && heads[shard].Hash != Heads[shard].Hash))
        .Select(shard => (int?)shard)
        .FirstOrDefault();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
