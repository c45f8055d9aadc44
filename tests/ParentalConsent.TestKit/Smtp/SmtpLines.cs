using System.Text;

namespace ParentalConsent.TestKit.Smtp;

/// <summary>Lines ended by CR LF, over a stream that may turn to TLS between any two of them.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private readonly byte[] buffer = new byte[8192];
    private readonly List<byte> line = [];
    private int start;
    private int end;

    public Stream Stream { get; } = stream;

    /// <returns>The next line without its end, or null when the other side has closed.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        line.Clear();
        while (true)
        {
            if (start == end)
            {
                start = 0;
                end = await Stream.ReadAsync(buffer, cancellationToken);
                if (end == 0)
                {
                    return null;
                }
            }

            var next = buffer[start++];
            if (next == '\n' && line is [.., (byte)'\r'])
            {
                line.RemoveAt(line.Count - 1);
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(next);
        }
    }

    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await Stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), cancellationToken);
        await Stream.FlushAsync(cancellationToken);
    }
}
