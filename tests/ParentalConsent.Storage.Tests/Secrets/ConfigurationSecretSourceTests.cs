using Microsoft.Extensions.Configuration;
using ParentalConsent.Storage.Secrets;

namespace ParentalConsent.Storage.Tests.Secrets;

public sealed class ConfigurationSecretSourceTests
{
    [Theory]
    [InlineData("link-signing-key", "newest, older ,", new[] { "newest", "older" })]
    [InlineData("link-signing-key", "", new string[0])]
    [InlineData("link-signing-key", null, new string[0])]
    [InlineData("smtp-password", " a, b ", new[] { " a, b " })]
    public async Task Read_GivesVersions_NewestFirst(string name, string? value, string[] expected)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"Secrets:{name}"] = value }).Build();
        Assert.Equal(expected, await new ConfigurationSecretSource(configuration).ReadAsync(name, default));
    }
}
