using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParentalConsent.Functions.Http;

public static class JsonFormat
{
    /// <summary>How answers are written: camel case, enums as words, nulls as null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
