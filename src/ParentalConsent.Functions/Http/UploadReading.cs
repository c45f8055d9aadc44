using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Net.Http.Headers;

namespace ParentalConsent.Functions.Http;

public static class UploadReading
{
    /// <summary>All fields together, but for the file.</summary>
    private const int MaxFieldsLength = 16 * 1024;

    private const int MaxParts = 20;
    private const int MaxBoundaryLength = 70;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body of <c>multipart/form-data</c> (RFC 7578) with some fields and one file, of which name and type are left aside.</summary>
    /// <param name="name">The file's field.</param>
    /// <param name="limit">Bytes of the file; no more than one buffer beyond is read.</param>
    public static async Task<UploadResult> ReadUploadAsync(
        this HttpRequestData request, string name, int limit, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.SingleHeader("Content-Type"), out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new UploadResult.Rejected(Problems.UnsupportedMediaType("multipart/form-data"));
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MaxBoundaryLength } boundary)
        {
            return new UploadResult.Rejected(Problems.BrokenUpload);
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary, request.Body), name, limit, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or DecoderFallbackException)
        {
            return new UploadResult.Rejected(Problems.BrokenUpload);
        }
    }

    private static async Task<UploadResult> ReadAsync(MultipartReader reader, string name, int limit, CancellationToken cancellationToken)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var room = MaxFieldsLength;
        byte[]? file = null;
        for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
        {
            if (parts == MaxParts
                || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)
                || !about.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
                || HeaderUtilities.RemoveQuotes(about.Name).Value is not { Length: > 0 } field
                || (field == name && file is not null))
            {
                return new UploadResult.Rejected(Problems.BrokenUpload);
            }

            if (field == name)
            {
                file = await section.Body.ReadAsync(limit, cancellationToken);
                if (file is null)
                {
                    return new UploadResult.Read(new Form(fields), null);
                }
            }
            else if (await section.Body.ReadAsync(room, cancellationToken) is { } value)
            {
                room -= value.Length;
                fields.Add(KeyValuePair.Create(field, Utf8.GetString(value)));
            }
            else
            {
                return new UploadResult.Rejected(Problems.BodyTooLarge(limit));
            }
        }

        return new UploadResult.Read(new Form(fields), file ?? []);
    }
}
