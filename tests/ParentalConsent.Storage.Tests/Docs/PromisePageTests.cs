using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Docs;

public class PromisePageTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Checkout.Root, file)),
    ];

    [Theory]
    [InlineData("A deletion as a case")]
    [InlineData("Direct targets")]
    [InlineData("The log, and how to check it")]
    [InlineData("Certificates")]
    [InlineData("Accounts from before")]
    [InlineData("The watch")]
    [InlineData("The safety stop")]
    [InlineData("Heartbeats")]
    [InlineData("Trends")]
    [InlineData("Clocks")]
    public void EachPart_HasItsPromises(string heading) => Assert.InRange(PromisePage.Sections(PromisePage.Text)[heading], 2, 20);

    [Fact]
    public void NoPromise_PointsNowhere() => Assert.Empty(PromisePage.Problems(PromisePage.Text));

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryTestThatADocumentNames_IsThere(string document) =>
        Assert.All(NamedTest.In(File.ReadAllText(Path.Combine(Checkout.Root, document))), test => Assert.True(test.IsThere, test.ToString()));

    [Theory]
    [InlineData("| a | b | trust us |", "no test: a")]
    [InlineData("| a | b | `PromisePageTests.NoPromise_PointsSomewhere` |", "there is no test PromisePageTests.NoPromise_PointsSomewhere")]
    [InlineData("| a | b | `NoSuchTests.NoPromise_PointsNowhere` |", "there is no test NoSuchTests.NoPromise_PointsNowhere")]
    public void PromiseThatPointsNowhere_IsFound(string row, string problem) =>
        Assert.Equal([problem], PromisePage.Problems($"{PromisePage.Header}\n| --- | --- | --- |\n{row}\n"));
}
