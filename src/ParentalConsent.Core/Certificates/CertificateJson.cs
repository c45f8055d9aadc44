using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParentalConsent.Core.Certificates;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Certificate))]
internal sealed partial class CertificateJson : JsonSerializerContext;
