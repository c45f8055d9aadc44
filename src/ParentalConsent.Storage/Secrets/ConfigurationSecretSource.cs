using Microsoft.Extensions.Configuration;
using ParentalConsent.Core.Secrets;

namespace ParentalConsent.Storage.Secrets;

/// <summary>Settings <c>Secrets:name</c>; the versions of a key are separated by commas, newest first.</summary>
public sealed class ConfigurationSecretSource(IConfiguration configuration) : ISecretSource
{
    private const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    public Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Versions(name, configuration[$"Secrets:{name}"]));

    /// <summary>A password can hold commas, and only one is in force.</summary>
    private static string[] Versions(string name, string? value) => (name, value) switch
    {
        (_, null or "") => [],
        (SecretNames.SmtpPassword, _) => [value],
        _ => value.Split(',', Clean),
    };
}
