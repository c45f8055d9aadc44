using ParentalConsent.Core.Deletion;

namespace ParentalConsent.Core.Tests.Deletion;

public sealed class DeadlineEntryTests
{
    [Fact]
    public void Text_LeadsBackToTheLine()
    {
        var entry = new DeadlineEntry("00112233445566778899aabbccddeeff", "0123456789abcdef", new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
        Assert.True(DeadlineEntry.TryParse(entry.ToString(), out var read));
        Assert.Equal(entry, read);
    }

    /// <summary>Somebody may write into the table: such a line must not stop a sweep.</summary>
    [Theory]
    [InlineData("z0112233445566778899aabbccddeeff-0123456789abcdef-1893456000000")]
    [InlineData("00112233445566778899AABBCCDDEEFF-0123456789abcdef-1893456000000")]
    [InlineData("00112233445566778899aabbccddeeff-0123456789abcdeg-1893456000000")]
    [InlineData("00112233445566778899aabbccddeeff-0123456789abcdef-")]
    [InlineData("00112233445566778899aabbccddeeff-0123456789abcdef-999999999999999999")]
    [InlineData("0011-0123456789abcdef-1893456000000")]
    [InlineData("")]
    [InlineData(null)]
    public void WhatIsNoLine_IsNone(string? text) => Assert.False(DeadlineEntry.TryParse(text, out _));
}
