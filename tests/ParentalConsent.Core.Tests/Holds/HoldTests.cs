using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Holds;

namespace ParentalConsent.Core.Tests.Holds;

public sealed class HoldTests
{
    private const string Reason = "File 12/2026 of the authority";
    private static readonly DateTimeOffset Now = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private static readonly Hold Active = new("0123456789abcdef", "a0123456789abcdef0123456", "a0123456789abcdef0123456789abcde", "games", Reason, "Ada", Now, Now.AddDays(7));

    [Fact]
    public void Release_EndsItBeforeItsTime_AndOnlyOnce()
    {
        var released = Active.Release("Bob", "The case is closed.", Now.AddDays(7).AddTicks(-1))!;

        Assert.Equal((HoldState.Released, "Bob", "The case is closed.", false), (released.State, released.EndedBy, released.EndReason, released.Logged));
        Assert.Null(Active.Release("Bob", "The case is closed.", Now.AddDays(7)));
        Assert.Null(released.Release("Bob", "The case is closed.", Now));
        Assert.Same(released, released.Expire(Now.AddDays(9)));
    }

    [Fact]
    public void Expire_EndsItAtItsTime_AndNotBefore()
    {
        Assert.Same(Active, Active.Expire(Now.AddDays(7).AddTicks(-1)));
        Assert.Equal((HoldState.Expired, Now.AddDays(7)), (Active.Expire(Now.AddDays(7)).State, Active.Expire(Now.AddDays(7)).EndedAt));
    }

    [Fact]
    public void Records_SayEverything_ButReasonsAndNames()
    {
        var released = Active.Release("Bob", "The case is closed.", Now.AddDays(1))!;

        var records = released.Records();

        Assert.Equal([(LogKind.HoldSet, "hold-set-0123456789abcdef"), (LogKind.HoldReleased, "hold-released-0123456789abcdef")], records.Select(record => (record.Kind, record.Key)));
        Assert.All(records, record => Assert.Equal((Active.DeletionId, Active.RegistrationId, "games"), (record.DeletionId, record.RegistrationId, record.ClientId)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Reason))), records[0].Facts["reasonSha256"]);
        Assert.Equal("29", records[0].Facts["reasonLength"]);
        Assert.Equal("2030-05-13T07:08:09.0000000Z", records[0].Facts["until"]);
        var said = string.Join(' ', records.Select(record => $"{record} {record.Facts}"));
        Assert.All(["Ada", "Bob", "File", "closed"], word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
        Assert.Equal([LogKind.HoldSet, LogKind.HoldExpired], Active.Expire(Now.AddDays(8)).Records().Select(record => record.Kind));
        Assert.Equal([LogKind.HoldSet], Active.Records().Select(record => record.Kind));
    }

    [Fact]
    public void Texts_HaveNoReasonAndNoName() => Assert.All(
        [$"{Active}", $"{new SetHoldCommand("1", "2", Reason, 1, "Ada")}", $"{new ReleaseHoldCommand("1", Reason, "Ada")}"],
        text => Assert.True(!text.Contains("File", StringComparison.Ordinal) && !text.Contains("Ada", StringComparison.Ordinal)));
}
