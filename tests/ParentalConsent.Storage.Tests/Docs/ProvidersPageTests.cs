using ParentalConsent.Storage.Tests.Providers;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>The example that others write their bridge by is the one that our tests compute.</summary>
public sealed class ProvidersPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "providers.md"));

    [Theory]
    [InlineData(Sample.WebhookSecret)]
    [InlineData(Sample.BridgeBody)]
    [InlineData($"webhook-signature: v1,{Sample.BridgeBase64}")]
    [InlineData($"webhook-timestamp: {Sample.Time}")]
    [InlineData($"&expires=1796565600&return=https%3A%2F%2Fconsent.example%2Fconsent%2Freturned%3Freference%3D{Sample.Reference}&signature=v1.{Sample.RedirectSignature}")]
    public void TheExample_IsThatOfTheTests(string part) => Assert.Contains(part, Page, StringComparison.Ordinal);

    [Theory]
    [InlineData("ShownName")]
    [InlineData("BaseUrl")]
    [InlineData("ClientId")]
    [InlineData("Timeout")]
    [InlineData("ClockTolerance")]
    [InlineData("TokenUrl")]
    [InlineData("SendPath")]
    [InlineData("DefaultLocation")]
    [InlineData("invalidSignature")]
    [InlineData("timestampOutOfTolerance")]
    [InlineData("checkNotAwaited")]
    [InlineData("checkExpired")]
    [InlineData("unknownEvent")]
    [InlineData("unreadableCallback")]
    public void EverySettingAndCode_IsDescribed(string name) => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal);
}
