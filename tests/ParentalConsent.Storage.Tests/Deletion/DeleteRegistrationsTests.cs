using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Tests.Registrations;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.Core.Watch;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Deletion;

/// <summary>Deleting what takes several transactions, and what is sealed.</summary>
public sealed class DeleteRegistrationsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task KilledBetweenTransactions_TheNextRunEndsIt(int killedAt)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var registration = (await fixture.AddAsync(dataLength: 64 * 1024, historyLength: 250)).Registration;
        var (deadlines, log, delete) = Compose(fixture);
        await deadlines.AddAsync(registration.DeadlineEntry, default);
        var message = new DeletionMessage([registration.DeadlineEntry.ToString()]);

        fixture.Calls.KilledAtWrite = fixture.Calls.Writes + killedAt;
        await Assert.ThrowsAsync<AggregateException>(() => delete.ExecuteAsync(message, default));
        Assert.Empty(log.Entries);
        Assert.Single(deadlines.Entries);
        fixture.Calls.KilledAtWrite = null;

        await delete.ExecuteAsync(message, default);
        Assert.Equal("registration", Assert.Single(await fixture.Table.AllRowsAsync()).RowKey);
        Assert.Single(log.Entries);
        Assert.Empty(deadlines.Entries);
    }

    [Fact]
    public async Task WithoutTheVault_WhatIsExpiredGoes()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var registration = (await fixture.AddAsync(dataLength: 10)).Registration;
        var (deadlines, log, delete) = Compose(fixture);
        await deadlines.AddAsync(registration.DeadlineEntry, default);
        fixture.Secrets.Calls.Before = _ => throw new Storage.Secrets.SecretsUnavailableException("data-encryption-key", 0, null);

        await delete.ExecuteAsync(new DeletionMessage([registration.DeadlineEntry.ToString()]), default);
        Assert.Equal("Deleted", Assert.Single(await fixture.Table.AllRowsAsync()).GetString("State"));
        Assert.Equal(DeletionReason.Expired, Assert.Single(log.Entries).Record.Reason);
        Assert.Empty(deadlines.Entries);
    }

    private static (MemoryDeadlineIndex Deadlines, MemoryDeletionLog Log, DeleteRegistrations Delete) Compose(RegistrationStoreFixture fixture)
    {
        var clock = new MemoryClock(Samples.Now.AddDays(15));
        var (deadlines, log) = (new MemoryDeadlineIndex(), new MemoryDeletionLog(clock));
        var store = fixture.NewInstance();
        return (deadlines, log, new DeleteRegistrations(
            store,
            deadlines,
            log,
            new MemoryFormStore(),
            new MemoryWorkQueues(clock),
            new SuppressMails(new MemoryGuardianStore(), new MarkSiblings(store, clock)),
            new TellDeleted(Mock.Of<IMailComposer>(), new MailIds(new SecretKeys(new MemorySecretSource(), clock)), new MemoryMailer(), new MemoryMailFailures(), new SuppressMails(new MemoryGuardianStore(), new MarkSiblings(store, clock)), clock, NullLogger<TellDeleted>.Instance),
            new MemoryEventFeed(clock),
            new MemoryCases(),
            new PlanCase(new MemoryCases(), Samples.Policies),
            new EmitEvents(new MemoryEventFeed(clock), new MemoryWorkQueues(clock), Samples.Policies),
            new StorageTime(new MemoryStorageClock(clock), DeletionLimits.Usual, clock),
            clock,
            NullLogger<DeleteRegistrations>.Instance));
    }
}
