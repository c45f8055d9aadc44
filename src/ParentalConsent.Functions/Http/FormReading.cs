using System.Text;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Functions.Http;

public static class FormReading
{
    /// <summary>Forms are at most 64 KiB and 200 fields.</summary>
    public const int Limit = 64 * 1024;

    private const int MaxFields = 200;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body of <c>application/x-www-form-urlencoded</c>. An empty body is a form without fields.</summary>
    public static async Task<FormResult> ReadFormAsync(this HttpRequestData request, CancellationToken cancellationToken)
    {
        if (await request.ReadBodyAsync(Limit, cancellationToken) is not { } body)
        {
            return new FormResult.Rejected(Problems.BodyTooLarge(Limit));
        }

        if (body.Length == 0)
        {
            return new FormResult.Read(new Form([]));
        }

        if (request.MediaType() != "application/x-www-form-urlencoded")
        {
            return new FormResult.Rejected(Problems.UnsupportedMediaType("application/x-www-form-urlencoded"));
        }

        return Parse(body) is { } form ? new FormResult.Read(form) : new FormResult.Rejected(Problems.BrokenForm);
    }

    private static Form? Parse(byte[] body)
    {
        try
        {
            var pairs = Utf8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries);
            return pairs.Length > MaxFields ? null : new Form([.. pairs.Select(Field)]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static KeyValuePair<string, string> Field(string pair)
    {
        var separator = pair.IndexOf('=');
        return separator < 0
            ? KeyValuePair.Create(Decode(pair), "")
            : KeyValuePair.Create(Decode(pair[..separator]), Decode(pair[(separator + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
