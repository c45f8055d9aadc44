namespace Azure.Data.Tables.Protocol;

/// <summary>Where a connection string points and what it signs with. Error texts never hold its values.</summary>
internal sealed record TableConnectionString(Uri Endpoint, string AccountName, TableSharedKeyCredential Credential, string Signature)
{
    private const string EmulatorAccount = "devstoreaccount1";

    /// <summary>The emulator's published key.</summary>
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="InvalidOperationException">It is not a list of <c>name=value</c>.</exception>
    /// <exception cref="ArgumentException">It names no account that could be used.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Split(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulated) && emulated == "true")
        {
            return Emulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1"));
        }

        var account = settings.GetValueOrDefault("AccountName");
        var endpoint = settings.GetValueOrDefault("TableEndpoint");
        if (account is not null && settings.TryGetValue("AccountKey", out var key))
        {
            if (endpoint is null && settings.TryGetValue("EndpointSuffix", out var suffix))
            {
                endpoint = $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{suffix}/";
            }

            if (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
            {
                return new TableConnectionString(uri, account, new TableSharedKeyCredential(account, key), Signature: null);
            }
        }

        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var signed) && settings.TryGetValue("SharedAccessSignature", out var signature))
        {
            return new TableConnectionString(signed, account ?? TableAddress.AccountOf(signed), Credential: null, signature);
        }

        throw new ArgumentException("No valid combination of account information found.", nameof(connectionString));
    }

    private static TableConnectionString Emulator(string proxy)
    {
        var host = new UriBuilder(proxy) { Port = 10002, Path = EmulatorAccount };
        return new TableConnectionString(
            host.Uri, EmulatorAccount, new TableSharedKeyCredential(EmulatorAccount, EmulatorKey), Signature: null);
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var segment in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = segment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new InvalidOperationException("The connection string is not a list of name=value separated by semicolons.");
            }

            if (!settings.TryAdd(segment[..equals], segment[(equals + 1)..]))
            {
                throw new InvalidOperationException($"The connection string has '{segment[..equals]}' twice.");
            }
        }

        return settings;
    }
}
