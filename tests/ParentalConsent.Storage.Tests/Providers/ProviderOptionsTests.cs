using Microsoft.Extensions.Configuration;
using ParentalConsent.Storage.Providers;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Storage.Tests.Providers;

public sealed class ProviderOptionsTests
{
    [Fact]
    public void NoProvider_IsFine() => Assert.Empty(ProviderOptions.ReadAll(new ConfigurationBuilder().Build()));

    [Fact]
    public void WhatIsNotSet_IsUsual()
    {
        var options = Sample.Options("KWS");
        Assert.Equal(
            (ProviderKind.Kws, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), "/v1/verifications/send-email", "US"),
            (options.Kind, options.Timeout, options.ClockTolerance, options.SendPath, options.DefaultLocation));
    }

    [Theory]
    [InlineData("Kind", "")]
    [InlineData("Kind", "0")]
    [InlineData("Kind", "stripe")]
    [InlineData("ShownName", " ")]
    [InlineData("BaseUrl", "http://check.example")]
    [InlineData("BaseUrl", "https://check.example/?a=b")]
    [InlineData("BaseUrl", "https://user@check.example/")]
    [InlineData("BaseUrl", null)]
    [InlineData("ClientId", null)]
    [InlineData("Timeout", "0")]
    [InlineData("Timeout", "1.00:00:00")]
    [InlineData("ClockTolerance", "-00:05:00")]
    [InlineData("ClockTolerance", "01:00:01")]
    [InlineData("TokenUrl", "token")]
    [InlineData("SendPath", "send")]
    [InlineData("SendPath", "/send?x")]
    [InlineData("DefaultLocation", "Germany")]
    [InlineData("Adress", "https://check.example")]
    public void WhatIsWrong_IsNamedInFull_AndNotRepeated(string name, string? value)
    {
        (string Name, string? Value)[] good = [("Kind", "kws"), ("ShownName", "Check"), ("BaseUrl", "https://check.example"), ("ClientId", "c")];
        var problem = Assert.Throws<SettingException>(() => ProviderOptions.ReadAll(
            Sample.Settings([.. good.Where(setting => setting.Name != name), .. value is null ? [] : new[] { (name, (string?)value) }])));
        Assert.Contains($"'Providers:adult-check:{name}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AName_IsPlain()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Providers:Über uns:Kind", (string?)"kws")]).Build();
        Assert.Contains("0-9 and hyphen", Assert.Throws<SettingException>(() => ProviderOptions.ReadAll(settings)).Message, StringComparison.Ordinal);
    }
}
