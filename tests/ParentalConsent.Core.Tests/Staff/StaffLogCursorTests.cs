using ParentalConsent.Core.Staff;

namespace ParentalConsent.Core.Tests.Staff;

public sealed class StaffLogCursorTests
{
    private static readonly DateTimeOffset Now = new(2030, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    [Fact]
    public void Text_IsReadBack_AndSortsNewestFirst()
    {
        var (newer, older) = (new StaffLogCursor(Now, "ffffffffffffffff"), new StaffLogCursor(Now.AddTicks(-1), "0000000000000000"));

        Assert.True(StaffLogCursor.TryParse(newer.ToString(), out var read));
        Assert.Equal(newer, read);
        Assert.True(string.CompareOrdinal(newer.ToString(), older.ToString()) < 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1-0123456789abcdef")]
    [InlineData("2517000000000000000-0123456789ABCDEF")]
    [InlineData("2517000000000000000-0123456789abcde")]
    [InlineData("9999999999999999999-0123456789abcdef")]
    [InlineData("-517000000000000000-0123456789abcdef")]
    [InlineData("2517000000000000000-0123456789abcdef-1")]
    public void OtherText_IsNoCursor(string? text) => Assert.False(StaffLogCursor.TryParse(text, out _));

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef01234567", true)]
    [InlineData("0123456789ABCDEF01234567", false)]
    [InlineData("mia@example.test", false)]
    [InlineData("miamiamiamiamiamiamiamia", false)]
    [InlineData("", false)]
    public void OnlyIds_AreTakenDown(string text, bool isId) => Assert.Equal(isId ? text : null, StaffLogEntry.IdOrNull(text));
}
