using ParentalConsent.Core.Mails;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Mails;

public sealed class MemoryMailFailuresTests : MailFailuresContract
{
    protected override Task<IMailFailures> CreateAsync() => Task.FromResult<IMailFailures>(new MemoryMailFailures());
}
