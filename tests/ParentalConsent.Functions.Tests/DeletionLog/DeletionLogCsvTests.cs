using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Functions.Tests.DeletionLog;

public sealed class DeletionLogCsvTests : IAsyncLifetime
{
    private readonly ConsentHost host = new();

    public Task InitializeAsync()
    {
        host.MaxCsvRows = 7;
        return host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Csv_ByFormatOrByAccept_HasEveryEntry()
    {
        await host.Log.AppendAsync([.. Enumerable.Range(0, 3).Select(number => Records.Numbered(number))], CancellationToken.None);
        var http = host.Console;
        var byFormat = await http.GetPathAsync("/api/v1/deletion-log?format=csv");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var byAccept = await http.GetPathAsync("/api/v1/deletion-log");

        var text = await byFormat.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, byFormat.StatusCode);
        Assert.Equal("text/csv", byFormat.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", byFormat.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(text, await byAccept.Content.ReadAsStringAsync());
        var lines = text.Split("\r\n");
        Assert.Equal("sequence,loggedAt,deletionId,registrationId,client,reason,state,collectedAt,deadline,decidedAt,deletedAt,previousHash,hash,shard,kind,key,facts", lines[0]);
        Assert.Equal(["3", "2", "1"], lines[1..4].Select(line => line.Split(',')[0]));
        Assert.Equal(
            $"2,2030-05-06T07:08:09.1230000Z,{1:x24},{1:x32},sample,expired,deleted,2029-12-19T12:00:00.0000000Z,2030-01-02T11:59:00.0000000Z,"
            + $"2030-01-01T12:00:00.0000000Z,2030-01-02T12:00:00.0000000Z,{host.Log.Entries[0].Hash},{host.Log.Entries[1].Hash},0,deletion,{1:x24},",
            lines[2]);
        Assert.Equal("", Assert.Single(lines[4..]));
        Assert.False(byFormat.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("text/csv, */*", "text/csv")]
    [InlineData("application/json;q=0.5, TEXT/CSV;header=present", "text/csv")]
    [InlineData("application/json, */*", "application/json")]
    public async Task Accept_MayNameSeveralTypes(string accept, string type)
    {
        var http = host.Console;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        Assert.Equal(type, (await http.GetPathAsync("/api/v1/deletion-log")).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Csv_OfAMillionRows_IsCutWhereItSays_AndGoesOnFromThere()
    {
        var log = new EndlessLog(1_000_000);
        var csv = new DeletionLogCsv(new ReadDeletionLog(log, new MemoryLogCheckpoints())) { MaxRows = 1_200 };
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        var cursor = await csv.WriteAsync(first, new DeletionLogQuery(), CancellationToken.None);
        await csv.WriteAsync(second, new DeletionLogQuery(Before: cursor), CancellationToken.None);

        var lines = Encoding.UTF8.GetString(first.ToArray()).TrimEnd().Split("\r\n");
        Assert.Equal("998801.1.1.1", cursor?.ToString());
        Assert.Equal(1_202, lines.Length);
        Assert.Equal("MORE ROWS FOLLOW: ask again with cursor=998801.1.1.1", lines[^1]);
        Assert.StartsWith("998801,", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("998800,", Encoding.UTF8.GetString(second.ToArray()).Split("\r\n")[1], StringComparison.Ordinal);
        Assert.True(log.Read < 4_000, $"{log.Read.ToString(CultureInfo.InvariantCulture)} entries were read");
    }

    [Fact]
    public async Task RareFilter_ReadsOnlySoFar_AndGoesOnFromThere()
    {
        var log = new EndlessLog(50_000);
        var query = new DeletionLogQuery(ClientId: "gone");
        var cursors = new List<string?>();
        do
        {
            var (read, page) = (log.Read, await new ReadDeletionLog(log, new MemoryLogCheckpoints()).ExecuteAsync(query, 50, CancellationToken.None));
            Assert.Empty(page.Entries);
            Assert.InRange(log.Read - read, 1, 20_500);
            cursors.Add(page.Next?.ToString());
            query = query with { Before = page.Next };
        }
        while (query.Before is not null);

        Assert.Equal(["30001.1.1.1", "10001.1.1.1", null], cursors);
        Assert.InRange(log.Read, 50_000, 51_000);
    }

    [Fact]
    public async Task Csv_ThatIsCut_LinksToTheRest()
    {
        await host.Log.AppendAsync([.. Enumerable.Range(0, 11).Select(number => Records.Numbered(number))], CancellationToken.None);

        var first = await host.Console.GetPathAsync("/api/v1/deletion-log?format=csv&client=sample&to=2030-12-31&cursor=11.1.1.1");
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var rest = await host.Console.GetPathAsync(next);

        Assert.Equal("/api/v1/deletion-log?client=sample&to=2030-12-31&format=csv&cursor=4.1.1.1", next);
        Assert.Equal("4.1.1.1", first.Headers.GetValues("X-Next-Cursor").Single());
        Assert.Equal(["10", "9", "8", "7", "6", "5", "4"], await SequencesAsync(first));
        Assert.Equal(["3", "2", "1"], await SequencesAsync(rest));
        Assert.False(rest.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Cell_DefusesFormulas(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    private static async Task<IEnumerable<string>> SequencesAsync(HttpResponseMessage response) =>
        (await response.Content.ReadAsStringAsync()).Split("\r\n").Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line.Split(',')[0]);

    /// <summary>As long as one wishes, without being kept anywhere.</summary>
    private sealed class EndlessLog(long length) : IDeletionLog
    {
        public int Read { get; private set; }

        public Task<DeletionLogHead?> ReadHeadAsync(int shard, CancellationToken cancellationToken) =>
            Task.FromResult(shard == 0 ? new DeletionLogHead(length, DeletionChain.Start) : null);

        public async IAsyncEnumerable<DeletionLogEntry> ReadAsync(
            int shard, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var sequence = first; sequence <= last; sequence++)
            {
                Read++;
                yield return new DeletionLogEntry(shard, sequence, default, Records.Numbered((int)sequence), DeletionChain.Start, DeletionChain.Start);
            }

            await Task.CompletedTask;
        }

        public Task AppendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(int shard, long last, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeletionLogEntry?> FindAsync(int shard, string key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
