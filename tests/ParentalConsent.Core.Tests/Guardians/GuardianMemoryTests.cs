using ParentalConsent.Core.Guardians;

namespace ParentalConsent.Core.Tests.Guardians;

public class GuardianMemoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ChildrenThatWait_DoNotPushOutTheMailsThatTheLimitsCount()
    {
        var guardian = new Guardian { Hash = new string('a', 32) };
        for (var mail = 0; mail < Guardian.MailsPerDay; mail++)
        {
            guardian = guardian.Remember([new AskingMail("games", $"sent-{mail}", "mark", 0, Now, $"sent-{mail}")], Now);
        }

        for (var child = 0; child < 200; child++)
        {
            guardian = guardian.Remember([new AskingMail("games", $"waits-{child}", "mark", 0, Now, null)], Now);
        }

        Assert.Equal(Now.AddDays(1), guardian.FullUntil(Now, TimeSpan.FromDays(1)));
        Assert.InRange(guardian.Asked.Count, Guardian.MailsPerDay + 1, 60);
    }
}
