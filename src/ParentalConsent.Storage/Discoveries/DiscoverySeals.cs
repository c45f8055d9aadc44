using System.Buffers;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;

namespace ParentalConsent.Storage.Discoveries;

/// <summary>Seals the lines of a part with the random key of its discovery, which is wrapped as registrations' keys are.</summary>
internal sealed class DiscoverySeals(SecretKeys keys)
{
    private const byte LineFeed = (byte)'\n';

    private readonly KeyWrapping wrapping = new(keys);

    /// <summary>The row with a new key wrapped in it.</summary>
    public async Task<DiscoveryRow> WithKeyAsync(DiscoveryRow row, CancellationToken cancellationToken)
    {
        var (wrapped, keyId) = await wrapping.WrapAsync(DataKey.New(), PlaceOf(row), cancellationToken);
        return row with { LinesKey = wrapped, KeyId = keyId };
    }

    /// <param name="lines">Without line feeds.</param>
    /// <exception cref="SealException">The key is gone, or cannot be unwrapped.</exception>
    public async Task<byte[]> SealAsync(
        DiscoveryRow row, string part, IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var plain = new ArrayBufferWriter<byte>();
        foreach (var line in lines)
        {
            plain.Write(line.Span);
            plain.Write([LineFeed]);
        }

        return (await OpenKeyAsync(row, cancellationToken)).Seal(PlaceOf(row), part, plain.WrittenSpan);
    }

    /// <exception cref="SealException">They were changed, or belong elsewhere.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> OpenAsync(DiscoveryRow row, string part, byte[] box, CancellationToken cancellationToken)
    {
        var plain = (await OpenKeyAsync(row, cancellationToken)).Open(PlaceOf(row), part, box);
        var (lines, start) = (new List<ReadOnlyMemory<byte>>(), 0);
        while (plain.AsSpan(start).IndexOf(LineFeed) is >= 0 and var length)
        {
            lines.Add(plain.AsMemory(start, length));
            start += length + 1;
        }

        return lines;
    }

    private Task<DataKey> OpenKeyAsync(DiscoveryRow row, CancellationToken cancellationToken) =>
        wrapping.UnwrapAsync(row.LinesKey, row.KeyId, PlaceOf(row), cancellationToken);

    private static SealPlace PlaceOf(DiscoveryRow row) => new(row.PartitionKey, DiscoveryRow.Key);
}
