using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParentalConsent.Core.DeletionLog;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogEntryLine))]
internal sealed partial class LogJson : JsonSerializerContext;
