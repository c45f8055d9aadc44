using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.TestKit;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Guardians;

public class MailboxTests
{
    [Theory]
    [InlineData("pat@example.com", "pat@example.com")]
    [InlineData(" PAT@Example.com ", "pat@example.com")]
    [InlineData("pat+1@example.com", "pat@example.com")]
    [InlineData("pat+1+2@example.com", "pat@example.com")]
    [InlineData("p.a.t@example.com", "p.a.t@example.com")]
    [InlineData("+pat@example.com", "+pat@example.com")]
    [InlineData("p.a.t+x@gmail.com", "pat@gmail.com")]
    [InlineData("Pat@GoogleMail.com", "pat@gmail.com")]
    [InlineData("pat@mail.gmail.com", "pat@mail.gmail.com")]
    public void Mailbox_IsWhatManyAddressesHaveInCommon(string address, string mailbox) => Assert.Equal(mailbox, Mailbox.Of(address));

    [Theory]
    [InlineData("p.a.t+x@example.com", "pat@example.com")]
    [InlineData("pat@googlemail.com", "pat@gmail.com")]
    public void Resembling_HasNoDotsAnywhere(string address, string resembling) => Assert.Equal(resembling, Mailbox.Resembling(address));

    [Fact]
    public async Task PlainAddress_HasTheHashItAlwaysHad()
    {
        var ids = new RegistrationIds(new SecretKeys(new MemorySecretSource(), new MemoryClock()));
        var plain = await ids.ForGuardianAsync("pat@example.com", default);
        Assert.Equal(plain, await ids.ForMailboxAsync("pat@example.com", default));
        Assert.Equal(plain, await ids.ForMailboxAsync("Pat+school@example.com", default));
        Assert.NotEqual(plain, await ids.ForGuardianAsync("Pat+school@example.com", default));
    }
}
