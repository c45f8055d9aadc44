using System.Text.Json;

namespace ParentalConsent.TestKit.App;

/// <summary>Where a running instance is and how to call it: <c>.dev/run.json</c>.</summary>
/// <param name="CheckedClientId">A client whose guardians are checked by the sample bridge; null where there is none.</param>
public sealed record RunFile(
    Uri BaseUrl,
    string ClientId,
    string ClientApiKey,
    string ConsoleKey,
    Uri MailUrl,
    string TestClientId,
    string TestClientApiKey,
    Uri? SignUpUrl = null,
    string? CheckedClientId = null,
    string? CheckedClientApiKey = null)
{
    /// <summary>Names the file of an instance that tests should use in place of one of their own.</summary>
    public const string Variable = "PARENTALCONSENT_RUN";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static RunFile Read(string path) =>
        JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), Json)
        ?? throw new InvalidDataException($"{path} holds nothing.");

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + Environment.NewLine);
    }
}
