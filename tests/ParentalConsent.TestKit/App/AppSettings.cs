using System.Security.Cryptography;
using System.Text.Json;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.TestKit.App;

/// <summary>
/// The app's configuration for one run, as environment variables. Keys are made afresh, so nothing that
/// one run signs or seals is worth anything in another.
/// </summary>
public sealed class AppSettings
{
    public const string ClientId = "sample";

    /// <summary>The policy's test client, for whom a day lasts a second.</summary>
    public const string TestClientId = "sample-test";

    private static readonly string[] KeyNames =
        ["link-signing-key", "data-encryption-key", "pseudonym-key", "receipt-signing-key"];

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public AppSettings(string storage, string smtpHost, int smtpPort)
    {
        this["AzureWebJobsStorage"] = storage;
        this["Smtp__Host"] = smtpHost;
        this["Smtp__Port"] = smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        this["Smtp__From"] = "consent@service.test";
        this["Smtp__Security"] = "None";
        this["Deletion__Schedule"] = "*/2 * * * * *";
        this["DOTNET_NOLOGO"] = "1";
        foreach (var name in KeyNames)
        {
            this[$"Secrets__{name}"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        }

        this["Secrets__log-signing-key"] = MemorySecretSource.NewSigningKey();
        foreach (var name in PolicyClients().Select(id => $"client-key-{id}").Append("console-key"))
        {
            this[$"Secrets__{name}"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        }
    }

    /// <summary>By environment variable name, with <c>__</c> in place of the colon.</summary>
    public string this[string name]
    {
        get => values[name];
        set => values[name] = value;
    }

    public string ClientApiKey => KeyOf(ClientId);

    public string TestClientApiKey => KeyOf(TestClientId);

    public string ConsoleKey => this["Secrets__console-key"];

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>The API key of a client of the shipped policy.</summary>
    public string KeyOf(string clientId) => this[$"Secrets__client-key-{clientId}"];

    private static IEnumerable<string> PolicyClients()
    {
        using var clients = JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Checkout.Root, "src", "ParentalConsent.Functions", "Policy", "clients.json")));
        return [.. clients.RootElement.GetProperty("clients").EnumerateArray().Select(client => client.GetProperty("id").GetString()!)];
    }
}
