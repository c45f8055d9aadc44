using ParentalConsent.Functions.Configuration;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Providers;

namespace ParentalConsent.Functions.Tests.Providers;

public sealed class ProviderSettingsTests
{
    private static readonly string[] Described =
    [
        "Providers:adult-check:Kind=redirect", "Providers:adult-check:ShownName=Adult Check",
        "Providers:adult-check:BaseUrl=https://check.example", "Providers:adult-check:ClientId=c",
    ];

    [Fact]
    public void AProviderThatIsDescribed_IsFine() => Assert.Empty(Problems(Described));

    [Fact]
    public void AClientsProviderThatNoSettingDescribes_IsNamed_WithItsClient()
    {
        var problem = Assert.Single(Problems());
        Assert.Contains("Providers:adult-check:Kind", problem, StringComparison.Ordinal);
        Assert.Contains(CheckedPolicy.ClientId, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongSetting_IsNamedInFull() =>
        Assert.Contains("Providers:adult-check:BaseUrl", Assert.Single(Problems([.. Described, "Providers:adult-check:BaseUrl=http://check.example"])), StringComparison.Ordinal);

    private static IReadOnlyList<string> Problems(params string[] settings)
    {
        var builder = ConsentApp.CreateBuilder(
            [.. ConsentHost.GoodSettings.Append($"Policy:Path={CheckedPolicy.Create(kws: false)}").Concat(settings).Select(setting => $"--{setting}")]);
        return StartProblems.Find(builder.Services);
    }
}
