using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentalConsent.TestKit.Providers;

/// <summary>A copy of the app's policy with two more clients, whose guardians are checked by an outside provider.</summary>
public static class CheckedPolicy
{
    /// <summary>Its guardians go to the provider <see cref="Bridge"/>.</summary>
    public const string ClientId = "sample-checked";

    /// <summary>Its guardians are mailed by the provider <see cref="Kws"/>.</summary>
    public const string KwsClientId = "sample-kws";

    public const string Bridge = "adult-check";
    public const string Kws = "kws";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <param name="kws">Without it, only the client of the bridge is added.</param>
    /// <returns>The folder's path.</returns>
    public static string Create(bool kws = true)
    {
        var original = Path.Combine(Checkout.Root, "src", "ParentalConsent.Functions", "Policy");
        var folder = Checkout.NewWorkFolder("policy");
        foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var clients = JsonNode.Parse(File.ReadAllText(Path.Combine(original, "clients.json")))!;
        var list = clients["clients"]!.AsArray();
        list.Add(Checked(list[0]!, ClientId, Bridge));
        if (kws)
        {
            list.Add(Checked(list[0]!, KwsClientId, Kws));
        }

        File.WriteAllText(Path.Combine(folder, "clients.json"), clients.ToJsonString(Json));
        return folder;
    }

    private static JsonObject Checked(JsonNode sample, string id, string provider)
    {
        var client = sample.DeepClone().AsObject();
        client["id"] = id;
        client["methods"] = new JsonArray("provider", "signed-form");
        client["provider"] = provider;
        return client;
    }
}
