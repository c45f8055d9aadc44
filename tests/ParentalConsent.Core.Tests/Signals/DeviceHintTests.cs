using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signals;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Signals;

public class DeviceHintTests
{
    private const string Browser = "Mozilla/5.0 (iPad)";

    private readonly RegistrationIds ids = new(new SecretKeys(new MemorySecretSource(), new MemoryClock()));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:0db8:0001:0002:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public async Task Network_IsTheHousehold(string one, string other, bool same)
    {
        var (first, second) = (await HashAsync(one, Browser), await HashAsync(other, Browser));
        Assert.Equal(same, first.Network == second.Network);
        Assert.Equal(same, first.Device == second.Device);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the library")]
    [InlineData("203.0.113.7:4711")]
    public void NoAddress_IsNoHint(string? address) => Assert.Null(DeviceHint.Of(address, Browser));

    [Fact]
    public async Task Device_IsNetworkAndBrowser()
    {
        Assert.NotEqual((await HashAsync("203.0.113.7", Browser)).Device, (await HashAsync("203.0.113.7", "curl")).Device);
        Assert.Null((await HashAsync("203.0.113.7", " ")).Device);
    }

    [Fact]
    public async Task Hashes_OfTwoRegistrations_CannotBeCompared()
    {
        var (one, other) = (await HashAsync("203.0.113.7", Browser), await HashAsync("203.0.113.7", Browser, "bb"));
        Assert.NotEqual(one.Network, other.Network);
        Assert.NotEqual(one.Device, other.Device);
    }

    [Fact]
    public void Hint_SaysNothing() => Assert.DoesNotContain("113", DeviceHint.Of("203.0.113.7", Browser)!.ToString(), StringComparison.Ordinal);

    private Task<DeviceHashes> HashAsync(string address, string browser, string registrationId = "aa") =>
        ids.ForDeviceAsync(DeviceHint.Of(address, browser)!, registrationId, CancellationToken.None);
}
