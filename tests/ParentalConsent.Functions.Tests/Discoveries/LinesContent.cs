using System.Globalization;
using System.Net;
using System.Text;

namespace ParentalConsent.Functions.Tests.Discoveries;

/// <summary>A body of so many accounts, one a line, made as it is sent.</summary>
internal sealed class LinesContent : HttpContent
{
    private readonly long lines;

    public LinesContent(long lines)
    {
        this.lines = lines;
        Headers.TryAddWithoutValidation("Content-Type", "application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        for (var line = 1L; line <= lines; line++)
        {
            await writer.WriteAsync("{\"subjectId\":\"account-");
            await writer.WriteAsync(line.ToString(CultureInfo.InvariantCulture));
            await writer.WriteAsync("\",\"age\":40,\"country\":\"DE\"}\n");
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
