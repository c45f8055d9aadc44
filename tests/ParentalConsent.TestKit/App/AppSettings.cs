using System.Security.Cryptography;

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

        foreach (var name in (string[])[$"client-key-{ClientId}", $"client-key-{TestClientId}", "console-key"])
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

    public string ClientApiKey => this[$"Secrets__client-key-{ClientId}"];

    public string TestClientApiKey => this[$"Secrets__client-key-{TestClientId}"];

    public string ConsoleKey => this["Secrets__console-key"];

    public IReadOnlyDictionary<string, string> Values => values;
}
