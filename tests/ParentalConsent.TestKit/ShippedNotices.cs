using System.Text.Json;
using ParentalConsent.Core.Notices;

namespace ParentalConsent.TestKit;

/// <summary>The notice files of the checkout, as they are.</summary>
public static class ShippedNotices
{
    public static string Folder { get; } = Path.Combine(Checkout.Root, "src", "ParentalConsent.Functions", "Policy", "notices");

    public static NoticeSet All { get; } = new(Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(Read));

    public static NoticeTexts English { get; } = All.Find(All.Versions.Last(), "en")!;

    private static NoticeTexts Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return new NoticeTexts(
            Path.GetFileName(Path.GetDirectoryName(path)!),
            Path.GetFileNameWithoutExtension(path),
            Texts(file.RootElement),
            Texts(file.RootElement.GetProperty(NoticeElements.Days)));
    }

    private static Dictionary<string, string> Texts(JsonElement element) => element.EnumerateObject()
        .Where(field => field.Value.ValueKind is JsonValueKind.String)
        .ToDictionary(field => field.Name, field => field.Value.GetString()!);
}
