using ParentalConsent.Core.Mails;
using ParentalConsent.Storage.Mails;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Mails;

public sealed class TableMailFailuresTests : MailFailuresContract
{
    protected override async Task<IMailFailures> CreateAsync() => new TableMailFailures(await FreshTables.CreateAsync());
}
