using ParentalConsent.Core.Notices;

namespace ParentalConsent.Storage.Tests.Notices;

/// <summary>What every store of notices does.</summary>
public abstract class NoticesContract
{
    protected static DirectNotice Notice(string text = "ü 李 – notice") =>
        new("2026-11-22", "en", new NoticeSection(text, [new NoticeLine("Line.")]), new NoticeSection("What", []), [], []);

    protected abstract Task<INotices> CreateAsync();

    [Fact]
    public async Task Find_GivesTheBytesThatWereAdded()
    {
        var notices = await CreateAsync();
        var notice = Notice();
        await notices.AddAsync(notice, default);
        await notices.AddAsync(Notice("another"), default);

        Assert.Equal(notice.Bytes.ToArray(), (await notices.FindAsync(notice.Hash, default))!.Value.ToArray());
        Assert.Null(await notices.FindAsync(new string('0', 64), default));
    }

    [Fact]
    public async Task Add_OfWhatIsThere_DoesNothing_ByHoweverManyAtOnce()
    {
        var notices = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => notices.AddAsync(Notice(), default)));

        Assert.Equal(Notice().Bytes.ToArray(), (await notices.FindAsync(Notice().Hash, default))!.Value.ToArray());
    }

    [Fact]
    public async Task ReadHashes_GivesThoseOfAll()
    {
        var notices = await CreateAsync();
        Assert.Empty(await notices.ReadHashesAsync(default));
        await notices.AddAsync(Notice(), default);
        await notices.AddAsync(Notice("another"), default);

        Assert.Equal(
            new[] { Notice().Hash, Notice("another").Hash }.Order(StringComparer.Ordinal),
            (await notices.ReadHashesAsync(default)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Longest_IsKeptWhole()
    {
        var notices = await CreateAsync();
        var notice = Notice() with { Opening = new NoticeSection("Long", [new NoticeLine(new string('李', DirectNotice.MaximumBytes / 3))]) };
        await notices.AddAsync(notice, default);

        Assert.Equal(notice.Bytes.ToArray(), (await notices.FindAsync(notice.Hash, default))!.Value.ToArray());
    }
}
