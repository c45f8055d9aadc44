using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentalConsent.TestKit.Providers;

/// <summary>A copy of the app's policy with clients that the shipped one has no need of: two whose guardians an outside provider checks, one in a hurry, and one that acknowledges deletions.</summary>
public static class CheckedPolicy
{
    /// <summary>Its guardians go to the provider <see cref="Bridge"/>.</summary>
    public const string ClientId = "sample-checked";

    /// <summary>Its guardians are mailed by the provider <see cref="Kws"/>.</summary>
    public const string KwsClientId = "sample-kws";

    /// <summary>Any answer within ten minutes of the mail is a sign that nobody read it.</summary>
    public const string QuickClientId = "sample-quick";

    /// <summary>It deletes in its own systems, too, and says so; a day of its lasts three seconds, and nobody listens at its webhook.</summary>
    public const string AcknowledgingClientId = "sample-acknowledges";

    public const string Bridge = "adult-check";
    public const string Kws = "kws";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <param name="kws">Without it, only the client of the bridge is added.</param>
    /// <param name="quick">With the client to which every answer is a quick one, and the one that acknowledges.</param>
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
            list.Add(Acknowledging(list[1]!));
        }

        File.WriteAllText(Path.Combine(folder, "clients.json"), clients.ToJsonString(Json));
        return folder;
    }

    private static JsonObject Acknowledging(JsonNode test)
    {
        var client = test.DeepClone().AsObject();
        client["id"] = AcknowledgingClientId;
        client["timeScale"] = 28800;
        client["deletion"] = new JsonObject { ["acknowledge"] = true, ["withinDays"] = 2 };
        client["webhook"] = new JsonObject { ["url"] = "http://127.0.0.1:9/hook" };
        return client;
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
