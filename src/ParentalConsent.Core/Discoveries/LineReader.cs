namespace ParentalConsent.Core.Discoveries;

/// <summary>Lines of a stream, one after the other in constant memory. A line ends with LF; a CR before it belongs to the end.</summary>
public sealed class LineReader(Stream stream)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly byte[] buffer = new byte[4 * Discovery.LineBytes];
    private int start;
    private int end;
    private bool isTooLong;

    /// <summary>Stands for a line of more than <see cref="Discovery.LineBytes"/>, which is not kept. No such byte is in UTF-8.</summary>
    public static ReadOnlyMemory<byte> TooLong { get; } = new byte[] { 0xFF };

    public static bool IsTooLong(ReadOnlySpan<byte> line) => line is [0xFF];

    /// <summary>What follows the last line that ended, once there are no more; null where nothing does.</summary>
    public ReadOnlyMemory<byte>? Rest => (isTooLong, end > start) switch
    {
        (true, _) => TooLong,
        (false, true) => Line(buffer.AsSpan(start, end - start)),

        // Written out: a plain null would be an empty line.
        (false, false) => default(ReadOnlyMemory<byte>?),
    };

    /// <returns>The next line that ended; null where there is none.</returns>
    /// <exception cref="IOException">The stream was cut off.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf(LineFeed);
            if (length >= 0)
            {
                var line = isTooLong ? TooLong : Line(buffer.AsSpan(start, length));
                (start, isTooLong) = (start + length + 1, false);
                return line;
            }

            if (isTooLong || end - start > Discovery.LineBytes + 1)
            {
                (start, end, isTooLong) = (0, 0, true);
            }
            else if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }

    private static ReadOnlyMemory<byte> Line(ReadOnlySpan<byte> bytes)
    {
        var line = bytes is [.. var before, CarriageReturn] ? before : bytes;
        return line.Length > Discovery.LineBytes ? TooLong : line.ToArray();
    }
}
