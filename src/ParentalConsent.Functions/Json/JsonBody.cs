using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Azure.Functions.Worker.Http;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Json;

public abstract record JsonBody
{
    /// <summary>Bodies are at most 128 KiB.</summary>
    public const int Limit = 128 * 1024;

    /// <summary>Levels of objects and arrays.</summary>
    public const int MaxDepth = 32;

    private JsonBody()
    {
    }

    public sealed record Read(JsonElement Root) : JsonBody
    {
        /// <summary>Says nothing, so that no log or trace can.</summary>
        public override string ToString() => nameof(Read);
    }

    public sealed record Rejected(Problem Problem) : JsonBody;

    /// <summary>Reads a body that is one JSON object.</summary>
    /// <param name="expected">What else the call takes, where it takes more.</param>
    public static async Task<JsonBody> ReadAsync(
        HttpRequestData request, CancellationToken cancellationToken, string expected = "application/json")
    {
        if (await request.ReadBodyAsync(Limit, cancellationToken) is not { } bytes)
        {
            return new Rejected(Problems.BodyTooLarge(Limit));
        }

        if (bytes.Length == 0)
        {
            return new Rejected(Problems.NoBody);
        }

        if (request.MediaType() != "application/json")
        {
            return new Rejected(Problems.UnsupportedMediaType(expected));
        }

        return Parse(bytes);
    }

    /// <summary>Text that is one JSON object.</summary>
    public static JsonBody Parse(byte[] bytes)
    {
        if (Check(bytes) is { } problem)
        {
            return new Rejected(problem);
        }

        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.ValueKind is JsonValueKind.Object
            ? new Read(document.RootElement.Clone())
            : new Rejected(Problems.NotAnObject);
    }

    /// <summary>What is wrong with the JSON, found without recursion and before anything is built from it.</summary>
    private static Problem? Check(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return Problems.BrokenJson;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Limit });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return Problems.TooDeep;
                }

                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: an escape that is half a character.
            return Problems.BrokenJson;
        }
    }
}
