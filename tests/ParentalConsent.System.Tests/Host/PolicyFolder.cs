using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentalConsent.SystemTests.Host;

/// <summary>A copy of the app's policy whose clients differ.</summary>
public static class PolicyFolder
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <param name="change">Given each client of the original by its id.</param>
    /// <returns>The folder's path.</returns>
    public static string Create(Action<string, JsonObject> change)
    {
        var original = Path.Combine(AppContext.BaseDirectory, "Policy");
        var folder = TestKit.Checkout.NewWorkFolder("policy");
        foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var clients = JsonNode.Parse(File.ReadAllText(Path.Combine(original, "clients.json")))!;
        foreach (var client in clients["clients"]!.AsArray())
        {
            change((string)client!["id"]!, client.AsObject());
        }

        File.WriteAllText(Path.Combine(folder, "clients.json"), clients.ToJsonString(Json));
        return folder;
    }
}
