using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentalConsent.TestKit.Providers;

/// <summary>A copy of the app's policy with clients that the shipped one has no need of: two whose guardians an outside provider checks, and one in a hurry.</summary>
public static class CheckedPolicy
{
    /// <summary>Its guardians go to the provider <see cref="Bridge"/>.</summary>
    public const string ClientId = "sample-checked";

    /// <summary>Its guardians are mailed by the provider <see cref="Kws"/>.</summary>
    public const string KwsClientId = "sample-kws";

    /// <summary>Any answer within ten minutes of the mail is a sign that nobody read it.</summary>
    public const string QuickClientId = "sample-quick";

    public const string Bridge = "adult-check";
    public const string Kws = "kws";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <param name="kws">Without it, only the client of the bridge is added.</param>
    /// <param name="quick">With the client to which every answer is a quick one.</param>
    /// <returns>The folder's path.</returns>
    public static string Create(bool kws = true, bool quick = false)
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

        if (quick)
        {
            var client = list[0]!.DeepClone().AsObject();
            client["id"] = QuickClientId;
            client["quickAnswerSeconds"] = 600;
            list.Add(client);
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
