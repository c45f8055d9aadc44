using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Configuration;

public sealed class SettingsTests
{
    private static readonly string[] Good = ["--Service:BaseUrl=https://consent.example", "--Deletion:Schedule=0 */5 * * * *"];

    [Fact]
    public void GoodSettings_HaveNoProblems() => Assert.DoesNotContain(Problems(Good), IsOurs);

    [Theory]
    [InlineData("Service:BaseUrl", "")]
    [InlineData("Service:BaseUrl", "consent.example")]
    [InlineData("Service:BaseUrl", "http://consent.example")]
    [InlineData("Service:BaseUrl", "https://consent.example/path")]
    [InlineData("Service:BaseUrl", "https://user@consent.example")]
    [InlineData("Service:BaseUrl", "ftp://consent.example")]
    [InlineData("Deletion:Schedule", "")]
    [InlineData("Deletion:Schedule", "*/5 * * * *")]
    [InlineData("Console:TrustAppServiceAuthentication", "perhaps")]
    [InlineData("Console:AllowedRole", " ")]
    [InlineData("Policy:Path", "no-such-folder")]
    public void BadSetting_IsNamedInFull(string name, string value) =>
        Assert.StartsWith($"{name} must be", Assert.Single(Problems([.. Good, $"--{name}={value}"]), IsOurs), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:7071")]
    [InlineData("http://127.0.0.1:5000/")]
    public void LoopbackAddress_MayDoWithoutTls(string address) =>
        Assert.DoesNotContain(Problems([.. Good, $"--Service:BaseUrl={address}"]), IsOurs);

    [Fact]
    public void AllBadSettings_AreNamedAtOnce() =>
        Assert.Equal(
            ["Console:TrustAppServiceAuthentication", "Deletion:Schedule", "Policy:Path", "Service:BaseUrl"],
            Problems(["--Console:TrustAppServiceAuthentication=1", "--Policy:Path=no-such-folder"])
                .Where(IsOurs).Select(problem => problem.Split(' ')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task BadSettings_StopTheStart()
    {
        var host = new ConsentHost();
        host.Settings.Add("Service:BaseUrl=nonsense");

        await Assert.ThrowsAnyAsync<Exception>(host.InitializeAsync);
    }

    [Fact]
    public async Task Program_SaysWhatIsWrong_AndDoesNotRun()
    {
        using var app = ConsentApp.CreateBuilder(["--Policy:Path=no-such-folder"]).Build();

        Assert.Equal(1, await StartUp.RunAsync(app));
        Assert.False(app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
    }

    private static bool IsOurs(string problem) =>
        ((string[])["Service:", "Deletion:", "Console:", "Policy:"]).Any(section => problem.StartsWith(section, StringComparison.Ordinal));

    private static IReadOnlyList<string> Problems(string[] settings)
    {
        using var app = ConsentApp.CreateBuilder(settings).Build();
        return StartUp.FindProblems(app.Services);
    }
}
