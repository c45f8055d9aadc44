using System.Globalization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ParentalConsent.Bundled.Tests.Tables;

public sealed class FilterTextTests
{
    private static readonly DateTimeOffset Instant = new(2026, 3, 1, 1, 30, 0, TimeSpan.FromHours(2));

    public static TheoryData<string, FormattableString> Interpolated => new()
    {
        { "A eq 'it''s'", $"A eq {"it's"}" },
        { "A eq ''' or 1 eq 1 or '''", $"A eq {"' or 1 eq 1 or '"}" },
        { "A eq 'x'", $"A eq {'x'}" },
        { "A eq 5", $"A eq {5}" },
        { "A eq 5L", $"A eq {5L}" },
        { "A eq 1.5", $"A eq {1.5}" },
        { "A eq true", $"A eq {true}" },
        { "A eq null", $"A eq {null}" },
        { "A eq guid'00000000-0000-0000-0000-000000000000'", $"A eq {Guid.Empty}" },
        { "A eq datetime'2026-02-28T23:30:00Z'", $"A eq {Instant}" },
        { "A eq datetime'2026-02-28T23:30:00Z'", $"A eq {Instant.UtcDateTime}" },
        { "A eq X'00FF'", $"A eq {new byte[] { 0, 255 }}" },
    };

    [Theory]
    [MemberData(nameof(Interpolated))]
    public void AnInterpolatedFilter_QuotesAndEscapesItsValues(string expected, FormattableString filter)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, TableClient.CreateQueryFilter(filter));
            Assert.Equal(expected, TableServiceClient.CreateQueryFilter(filter));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AnInterpolatedFilter_RefusesWhatHasNoLiteral() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));

    [Fact]
    public void AnExpression_BecomesAFilter()
    {
        var wanted = new { Name = "it's", Limit = 5 };

        Assert.Equal("(Text eq 'it''s') and (Number le 5)", Filter(row => row.Text == wanted.Name && row.Number <= wanted.Limit));
        Assert.Equal("(Number ne 5) or (not (Flag eq true))", Filter(row => row.Number != wanted.Limit || !row.Flag));
        Assert.Equal("5 lt Number", Filter(row => wanted.Limit < row.Number));
        Assert.Equal("RowKey ge 'a'", Filter(row => row.RowKey.CompareTo("a") >= 0));
        Assert.Equal("RowKey lt 'b'", Filter(row => string.Compare(row.RowKey, "b", StringComparison.Ordinal) < 0));
        Assert.Equal("RowKey eq 'b'", Filter(row => row.RowKey.Equals("b", StringComparison.Ordinal)));
        Assert.Equal("RowKey eq 'b'", Filter(row => string.Equals(row.RowKey, "b", StringComparison.Ordinal)));
        Assert.Equal("Due le datetime'2026-02-28T23:30:00Z'", Filter(row => row.Due <= Instant));
        Assert.Equal("Due le datetime'2026-02-28T23:30:00Z'", Filter(row => row.Due!.Value <= Instant));
        Assert.Equal("MaybeMood eq 'Glad'", Filter(row => row.MaybeMood == Mood.Glad));
        Assert.Equal("stored_name eq 'x'", Filter(row => row.Renamed == "x"));
        Assert.Null(Filter(_ => true));
        Assert.Equal("TableName ge 'a'", TableServiceClient.CreateQueryFilter(table => table.Name.CompareTo("a") >= 0));
        Assert.Equal("Kind eq 1", TableClient.CreateQueryFilter<TableEntity>(row => row.GetInt32("Kind") == 1));
    }

    [Fact]
    public void AnExpressionThatATableCannotAnswer_IsRefused()
    {
        Assert.Throws<NotSupportedException>(() => Filter(row => row.Text!.Contains('x')));
        Assert.Throws<NotSupportedException>(() => Filter(row => row.Number == row.MaybeNumber));
        Assert.Throws<NotSupportedException>(() => Filter(row => string.CompareOrdinal(row.RowKey, "b") < 0));
        Assert.Throws<NotSupportedException>(() => Filter(row => row.Number % 2 == 0));
    }

    private static string? Filter(System.Linq.Expressions.Expression<Func<PersonRow, bool>> filter) => TableClient.CreateQueryFilter(filter);
}
