using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void HostJson_StandsUnderItsOwnName_CommentsAllowed()
    {
        Write("host.json", """{ /* the host */ "version": "2.0", "extensions": { "http": { "routePrefix": "" }, "queues": { "batchSize": 4 } }, "functions": ["A"] }""");

        var settings = new HostSettings(Read());

        Assert.Equal("", settings.RoutePrefix);
        Assert.Equal(["A"], settings.OnlyFunctions);
        Assert.Equal("4", Read()["AzureFunctionsJobHost:extensions:queues:batchSize"]);
    }

    [Fact]
    public void LocalSettings_AreSettings_TheCommandLineWins()
    {
        Write("local.settings.json", """{ "IsEncrypted": false, "Values": { "A": "file", "Deletion__Schedule": "s", "B:C": "bc" }, "Host": { "LocalHttpPort": 7100 } }""");

        var configuration = Read("--A", "line");

        Assert.Equal("line", configuration["A"]);
        Assert.Equal("s", configuration["Deletion:Schedule"]);
        Assert.Equal("bc", configuration["B:C"]);
        Assert.Equal(["http://127.0.0.1:7100"], new HostSettings(configuration).Urls);
    }

    [Fact]
    public void LocalSettings_ThatAreEncrypted_AreRefused()
    {
        Write("local.settings.json", """{ "IsEncrypted": true, "Values": { "A": "x" } }""");

        Assert.Contains("encrypted", Assert.Throws<InvalidOperationException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "http://127.0.0.1:7071")]
    [InlineData("--Functions:Http:Port 8080", "http://127.0.0.1:8080")]
    [InlineData("--FUNCTIONS_HTTP_PORT 8081", "http://127.0.0.1:8081")]
    [InlineData("--urls http://localhost:1;http://localhost:2", "http://localhost:1 http://localhost:2")]
    [InlineData("--urls http://localhost:1 --Functions:Http:Port 0", "http://127.0.0.1:0")]
    public void Address_ComesFromPortOrUrls(string line, string expected) =>
        Assert.Equal(expected.Split(' '), new HostSettings(Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Urls);

    [Theory]
    [InlineData("x")]
    [InlineData("70000")]
    [InlineData("-1")]
    public void Port_MustBeOne(string port) =>
        Assert.Throws<InvalidOperationException>(() => new HostSettings(Read("--Functions:Http:Port", port)).Urls);

    [Fact]
    public void References_AreReplacedBySettings()
    {
        var configuration = Read("--Deletion:Schedule", "0 * * * * *", "--Name", "x");

        Assert.Equal("0 * * * * *", SettingReferences.Resolve("%Deletion:Schedule%", configuration, "F"));
        Assert.Equal("0 * * * * *", SettingReferences.Resolve("%Deletion__Schedule%", configuration, "F"));
        Assert.Equal("a-x-b", SettingReferences.Resolve("a-%Name%-b", configuration, "F"));
        Assert.Equal("100%", SettingReferences.Resolve("100%", configuration, "F"));
        var failure = Assert.Throws<InvalidOperationException>(() => SettingReferences.Resolve("%Gone%", configuration, "F"));
        Assert.Contains("'Gone'", failure.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private ConfigurationManager Read(params string[] line)
    {
        var configuration = new ConfigurationManager();
        LocalConfiguration.Add(configuration, folder.FullName, "Production", line);
        return configuration;
    }
}
