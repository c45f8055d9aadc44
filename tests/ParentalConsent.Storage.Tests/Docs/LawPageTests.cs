namespace ParentalConsent.Storage.Tests.Docs;

public class LawPageTests
{
    /// <summary>Of these the page says what is missing still. A statement is taken out here when it is done.</summary>
    private static readonly string[] NotWholly = [];

    [Fact]
    public void EveryStatement_HasOneRow() =>
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"L{number}"), LawPage.Rows.Select(row => row.Id));

    [Fact]
    public void NoRow_PointsNowhere() => Assert.Empty(LawPage.Rows.SelectMany(LawPage.Problems));

    [Fact]
    public void WhatIsMissing_IsSaid_AndOnlyThere() =>
        Assert.Equal(NotWholly, LawPage.Rows.Where(row => row.Done.Contains("**Missing:**", StringComparison.Ordinal)).Select(row => row.Id));

    [Theory]
    [InlineData("| L1 | a | nothing | `LawPageTests.EveryStatement_HasOneRow` |", "L1 points to no code")]
    [InlineData("| L1 | a | [here](law.md) | trust us |", "L1 points to no test")]
    [InlineData("| L1 | a | [here](gone.md) | `LawPageTests.EveryStatement_HasOneRow` |", "L1: there is no gone.md")]
    [InlineData("| L1 | a | [here](law.md) | `LawPageTests.EveryStatement_HasNoRow` |", "L1: there is no test LawPageTests.EveryStatement_HasNoRow")]
    public void RowThatPointsNowhere_IsFound(string row, string problem) =>
        Assert.Equal([problem], LawPage.Read(row).SelectMany(LawPage.Problems));
}
