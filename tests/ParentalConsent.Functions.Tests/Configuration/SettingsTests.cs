using ParentalConsent.Functions.Configuration;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void GoodSettings_HaveNoProblems() => Assert.Empty(Problems());

    [Theory]
    [InlineData("Service:Proxies", "0")]
    [InlineData("Service:Proxies", "6")]
    [InlineData("Service:BaseUrl", "")]
    [InlineData("Service:BaseUrl", "consent.example")]
    [InlineData("Service:BaseUrl", "http://consent.example")]
    [InlineData("Service:BaseUrl", "https://consent.example/path")]
    [InlineData("Service:BaseUrl", "https://user@consent.example")]
    [InlineData("Service:BaseUrl", "ftp://consent.example")]
    [InlineData("Deletion:Schedule", "")]
    [InlineData("Deletion:Schedule", "*/5 * * * *")]
    [InlineData("Deletion:Schedule", "a b c d e f")]
    [InlineData("Deletion:Schedule", "0 99 * * * *")]
    [InlineData("Deletion:Schedule", "00:05:00")]
    [InlineData("Deletion:SafetyStopAt", "-1")]
    [InlineData("Deletion:SafetyStopAt", "1000001")]
    [InlineData("Deletion:SafetyStopAt", "many")]
    [InlineData("Deletion:ClockTolerance", "00:00:09")]
    [InlineData("Deletion:ClockTolerance", "01:00:01")]
    [InlineData("Deletion:ClockTolerance", "soon")]
    [InlineData("Console:TrustAppServiceAuthentication", "perhaps")]
    [InlineData("Console:OperatorRole", " ")]
    [InlineData("Console:AuditorRole", " ")]
    [InlineData("Console:AuditorRole", "ConsentAdministrator")]
    [InlineData("Events:RetentionDays", "6")]
    [InlineData("Events:RetentionDays", "91")]
    [InlineData("Events:RetentionDays", "a month")]
    [InlineData("DeletionLog:RetentionYears", "0")]
    [InlineData("DeletionLog:RetentionYears", "11")]
    [InlineData("DeletionLog:RetentionYears", "long")]
    [InlineData("StaffLog:RetentionYears", "0")]
    [InlineData("StaffLog:RetentionYears", "11")]
    [InlineData("StaffLog:RetentionYears", "forever")]
    [InlineData("Limits:ClientPerMinute", "0")]
    [InlineData("Limits:OverallPerMinute", "-1")]
    [InlineData("Limits:OverallPerMinute", "many")]
    [InlineData("Policy:Path", "no-such-folder")]
    [InlineData("AzureWebJobsStorage", "nonsense")]
    [InlineData("Smtp:Host", "")]
    public void BadSetting_IsNamedInFull(string name, string value) =>
        Assert.Contains(name, Assert.Single(Problems($"{name}={value}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 */2 * * *")]
    [InlineData("0 59 0-22 * * *")]
    [InlineData("0 */5 * * * 1-6")]
    [InlineData("0 */5 * 1-30 * *")]
    [InlineData("0 */5 * * 1-11 *")]
    [InlineData("0 0 0 30 2 *")]
    public void SweepThatCanPauseForMoreThanAnHour_IsRefused(string schedule) =>
        Assert.Contains("Deletion:Schedule must", Assert.Single(Problems($"Deletion:Schedule={schedule}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 * * * *")]
    [InlineData("30 59 * * * *")]
    [InlineData("*/2 * * * * *")]
    public void SweepAtLeastOnceAnHour_IsFine(string schedule) => Assert.Empty(Problems($"Deletion:Schedule={schedule}"));

    [Theory]
    [InlineData("http://localhost:7071")]
    [InlineData("http://127.0.0.1:5000/")]
    public void LoopbackAddress_MayDoWithoutTls(string address) => Assert.Empty(Problems($"Service:BaseUrl={address}"));

    [Fact]
    public void AllBadSettings_AreNamedAtOnce()
    {
        var problems = Problems(
            "Service:BaseUrl=", "Deletion:Schedule=", "Console:TrustAppServiceAuthentication=1", "Policy:Path=no-such-folder", "Smtp:Host=");

        Assert.Equal(5, problems.Count);
        Assert.All(
            ["Service:BaseUrl", "Deletion:Schedule", "Console:TrustAppServiceAuthentication", "Policy:Path", "Smtp:Host"],
            name => Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task BadSettings_StopTheStart()
    {
        var host = new ConsentHost();
        host.Settings.Add("Service:BaseUrl=nonsense");

        var fault = await Assert.ThrowsAnyAsync<Exception>(host.InitializeAsync);

        Assert.Contains("Service:BaseUrl must be", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_AreWrittenOneALine()
    {
        await using var writer = new StringWriter();

        await StartProblems.WriteAsync(["A:B must be this.", "C:D must be that."], writer);

        Assert.Equal(["The app cannot start:", "- A:B must be this.", "- C:D must be that.", ""], writer.ToString().Split(Environment.NewLine));
    }

    private static IReadOnlyList<string> Problems(params string[] settings) => StartProblems.Find(
        ConsentApp.CreateBuilder([.. ConsentHost.GoodSettings.Concat(settings).Select(setting => $"--{setting}")]).Services);
}
