using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParentalConsent.Core.DeletionLog;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogEntryLine))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(LogFileLine))]
internal sealed partial class LogJson : JsonSerializerContext;
