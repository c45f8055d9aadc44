using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>The mail with the certificate, right before the address goes: to whom, and that nothing waits for it.</summary>
public class LastMailTests
{
    private const string Other = "other@example.com";

    private readonly World world = new();

    [Fact]
    public async Task Expired_IsToldOnce_AndTheAddressIsGone()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal("Deleted 0", world.Subjects.Last());
        Assert.Single(Deleted);
        AssertGone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_IsToldOnce_AlsoAfterAGrant(bool granted)
    {
        await RegisterAsync();
        await world.DeliverAsync();
        if (granted)
        {
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
            await world.DeliverAsync();
        }

        await world.Cancel.ExecuteAsync("games", world.Only.Id, default);
        await world.DeliverAsync();
        Assert.Equal("Deleted 0", world.Subjects.Last());
        Assert.Single(Deleted);
        AssertGone();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task RemovedByAnOperator_IsToldOnce_WhateverTheReason(bool granted, bool guardianAsked)
    {
        await RegisterAsync();
        await world.DeliverAsync();
        if (granted)
        {
            await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
            await world.DeliverAsync();
        }

        await RemoveAsync(guardianAsked);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("Deleted 0", world.Subjects.Last());
        Assert.Single(Deleted);
        AssertGone(entries: 2);
    }

    /// <summary>A withdrawal has a mail of its own.</summary>
    [Fact]
    public async Task GuardianWhoAskedOnTheirPage_IsNotToldAgain()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Grant), default);
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(ConsentDecision.Erase, "Granted 0"), default);
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Empty(Deleted);
        AssertGone();
    }

    [Fact]
    public async Task RemovedByAnOperator_BothGuardiansAreTold_AndNotWhoLeft()
    {
        await InviteAsync();
        await RemoveAsync();
        await world.DeliverAsync();
        Assert.Equal(["other@example.com", "parent@example.com"], Deleted.Select(mail => mail.To).Order());

        var left = new LastMailTests();
        await left.InviteAsync();
        var token = left.world.Mailer.Sent.Last(mail => mail.To == Other).Text;
        await left.world.Decide.ExecuteAsync(new RecordDecisionCommand(token, ConsentDecision.NotMyChild, [], "Pat Doe", null), default);
        await left.RemoveAsync();
        await left.world.DeliverAsync();
        Assert.Equal(["parent@example.com"], left.Deleted.Select(mail => mail.To));
    }

    /// <summary>Nobody who never got a mail learns by this one that there was something.</summary>
    [Fact]
    public async Task RemovedBeforeAnyMail_NobodyIsTold()
    {
        world.Mailer.Answer = _ => new MailResult.Failed("421");
        await RegisterAsync();
        await world.DeliverAsync();
        world.Mailer.Answer = _ => new MailResult.Sent();
        await RemoveAsync();
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(Deleted);
        AssertGone(entries: 2);
    }

    [Fact]
    public async Task Removal_CostsFourCalls_BesidesTheBatchedOnes_AndItsReason()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await RemoveAsync();
        world.Calls.Reset();
        await world.Delete.ExecuteAsync(new DeletionMessage([world.Only.DeadlineEntry.ToString()]), default);
        Assert.Equal(
            [
                "RegistrationStore.FindAsync", "DeletionLog.AppendAsync", "GuardianStore.FindAsync", "Mailer.SendAsync",
                "RegistrationStore.TryDeleteAsync",
            ],
            world.Calls.Names.Take(5));
    }

    [Theory]
    [InlineData(ConsentDecision.Refuse)]
    [InlineData(ConsentDecision.NotMyChild)]
    public async Task WhoeverDecided_IsNotToldAgain(ConsentDecision decision)
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await world.Decide.ExecuteAsync(world.Answer(decision), default);
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(Deleted);
        AssertGone();
    }

    [Fact]
    public async Task BothGuardians_AreTold_EachWithTheirOwnMail()
    {
        await InviteAsync();
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["other@example.com", "parent@example.com"], Deleted.Select(mail => mail.To).Order());
        Assert.Equal(2, Deleted.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task SecondWhoLeft_IsNotTold_AndTheFirstIs()
    {
        await InviteAsync();
        var token = world.Mailer.Sent.Last(mail => mail.To == Other).Text;
        await world.Decide.ExecuteAsync(new RecordDecisionCommand(token, ConsentDecision.NotMyChild, [], "Pat Doe", null), default);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.Equal(["parent@example.com"], Deleted.Select(mail => mail.To));
    }

    /// <summary>Nobody who never got a mail gets this one; nor does an address that no mail reaches.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NeverReached_IsNotTold(bool forGood)
    {
        world.Mailer.Answer = _ => forGood ? new MailResult.Refused("550") : new MailResult.Failed("421");
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(13));
        world.Mailer.Answer = _ => new MailResult.Sent();
        await world.PassAsync(TimeSpan.FromHours(30));
        AssertGone();
        Assert.Empty(Deleted);
    }

    [Fact]
    public async Task WhoSaidNotMyChildOfAnother_IsNotTold()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        var token = world.TokenIn("Notice 0");
        await RegisterAsync("child-2");
        await world.PassAsync(TimeSpan.FromDays(3));
        await world.Decide.ExecuteAsync(new RecordDecisionCommand(token, ConsentDecision.NotMyChild, [], "Pat Doe", null), default);
        await world.PassAsync(TimeSpan.FromDays(15));
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Empty(Deleted);
    }

    [Fact]
    public async Task SubjectOfAge_WhoDecidedForThemselves_IsNoGuardiansMatter()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        var registration = world.Only with { State = RegistrationState.Cancelled, DeletionReason = DeletionReason.Cancelled };
        Assert.True(TellDeleted.IsOwed(registration));
        Assert.False(TellDeleted.IsOwed(registration with { SubjectDecides = true }));
        Assert.False(TellDeleted.IsOwed(registration with { DeletionReason = DeletionReason.Withdrawn }));
        Assert.False(TellDeleted.IsOwed(registration with { Mail = registration.Mail with { Stopped = StopReasons.Suppressed } }));
        Assert.False(TellDeleted.IsOwed(registration with { Mail = registration.Mail with { Bounced = true } }));
        Assert.False(TellDeleted.IsOwed(registration with { Details = null }));
        var removed = registration with { State = RegistrationState.Removed, DeletionReason = DeletionReason.Administrator, Ordered = true };
        Assert.True(TellDeleted.IsOwed(removed));
        Assert.False(TellDeleted.IsOwed(removed with { SubjectDecides = true }));
        Assert.False(TellDeleted.IsOwed(removed with { Mail = removed.Mail with { Stopped = StopReasons.Suppressed } }));
        Assert.False(TellDeleted.IsOwed(removed with { Mail = removed.Mail with { Bounced = true } }));
    }

    /// <summary>A mail server that is down costs one try for all that a message deletes, and holds up none of it.</summary>
    [Fact]
    public async Task MailServerDown_IsTriedOnce_AndDelaysNoDeletion()
    {
        for (var child = 0; child < 5; child++)
        {
            await world.Start.ExecuteAsync(World.Child($"child-{child}") with { ParentEmail = $"parent-{child}@example.com" }, default);
        }

        await world.PassAsync(TimeSpan.FromDays(13));
        var tried = world.Mailer.Tried.Count;
        world.Mailer.Answer = _ => new MailResult.Failed("timeout");
        world.Clock.Advance(TimeSpan.FromDays(2));
        var lines = world.Deadlines.Entries.Select(entry => entry.ToString()).ToList();
        await world.Delete.ExecuteAsync(new DeletionMessage(lines), default);

        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
        Assert.Equal(5, world.Log.Entries.Count);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Equal(tried + 1, world.Mailer.Tried.Count);
        Assert.Equal([MailKind.Deleted], world.Failures.All.Select(failure => failure.Kind));
    }

    /// <summary>What one mailbox refuses for good is no reason to leave the others without.</summary>
    [Fact]
    public async Task OneAddressRefused_TheOthersAreTold()
    {
        for (var child = 0; child < 3; child++)
        {
            await world.Start.ExecuteAsync(World.Child($"child-{child}") with { ParentEmail = $"parent-{child}@example.com" }, default);
        }

        await world.PassAsync(TimeSpan.FromDays(13));
        world.Mailer.Answer = mail => mail.To.Contains("-1@", StringComparison.Ordinal) ? new MailResult.Refused("550") : new MailResult.Sent();
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(["parent-0@example.com", "parent-2@example.com"], Deleted.Select(mail => mail.To).Order());
        Assert.All(world.Store.Registrations, registration => Assert.Equal(RegistrationState.Deleted, registration.State));
    }

    /// <summary>A mailer that throws, or a table that does not answer, is no different.</summary>
    [Theory]
    [InlineData("Mailer.SendAsync")]
    [InlineData("GuardianStore.FindAsync")]
    [InlineData("RegistrationStore.SaveAsync")]
    public async Task Fault_OnTheWayToTheMail_DelaysNoDeletion(string call)
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(13));
        world.Clock.Advance(TimeSpan.FromDays(2));
        world.Calls.Before = name => name == call ? throw new InvalidOperationException() : Task.CompletedTask;
        await world.Delete.ExecuteAsync(new DeletionMessage([world.Only.DeadlineEntry.ToString()]), default);
        AssertGone();
        Assert.Empty(Deleted);
    }

    /// <summary>After a crash the mail goes out again, and is the same mail.</summary>
    [Fact]
    public async Task KilledAfterTheMail_ItGoesOutAgainUnderTheSameId()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(13));
        world.Clock.Advance(TimeSpan.FromDays(2));
        var line = new DeletionMessage([world.Only.DeadlineEntry.ToString()]);
        world.Calls.Before = name => name == "RegistrationStore.TryDeleteAsync" ? throw new CutOffException() : Task.CompletedTask;
        await Assert.ThrowsAsync<AggregateException>(() => world.Delete.ExecuteAsync(line, default));
        Assert.Equal(RegistrationState.Expired, world.Only.State);
        Assert.False(world.Only.HoldsData);
        world.Calls.Before = null;
        await world.Delete.ExecuteAsync(line, default);
        Assert.Equal(2, Deleted.Count());
        Assert.Single(Deleted.Select(mail => mail.MessageId).Distinct());
        AssertGone();
    }

    /// <summary>Of a grant and an expiry at the same moment one wins, and nobody is told of the other.</summary>
    [Fact]
    public async Task GrantThatIsSavedFirst_IsNotToldThatNobodyAgreed()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        var granted = world.Only with { State = RegistrationState.Granted, DecisionId = "0123456789abcdef", DecidedAt = world.Clock.Now };
        var current = await world.Store.FindAsync(world.Only.Id, default);
        world.Clock.Advance(TimeSpan.FromDays(15));
        world.Calls.Before = async name =>
        {
            if (name == "RegistrationStore.SaveAsync")
            {
                world.Calls.Before = null;
                Assert.True(await world.Store.TrySaveAsync(current!, Registration.Record(granted, "Granted", Actor.Guardian, world.Clock.Now), default));
            }
        };
        await world.Delete.ExecuteAsync(new DeletionMessage([world.Only.DeadlineEntry.ToString()]), default);
        Assert.Equal(RegistrationState.Granted, world.Only.State);
        Assert.Empty(Deleted);
        Assert.True(world.Only.HoldsData);
    }

    [Fact]
    public async Task Expiry_CostsFourCalls_BesidesTheBatchedOnes()
    {
        await RegisterAsync();
        await world.PassAsync(TimeSpan.FromDays(13));
        world.Clock.Advance(TimeSpan.FromDays(2));
        world.Calls.Reset();
        await world.Delete.ExecuteAsync(new DeletionMessage([world.Only.DeadlineEntry.ToString()]), default);
        Assert.Equal(
            [
                "RegistrationStore.FindAsync", "RegistrationStore.SaveAsync", "GuardianStore.FindAsync", "Mailer.SendAsync",
                "RegistrationStore.TryDeleteAsync",
            ],
            world.Calls.Names.Take(5));
        AssertGone();
    }

    private IEnumerable<Mail> Deleted => world.Mailer.Sent.Where(mail => mail.Subject == "Deleted 0");

    private Task<StartRegistrationResult> RegisterAsync(string subjectId = "child-1") => world.Start.ExecuteAsync(World.Child(subjectId), default);

    private async Task InviteAsync()
    {
        await RegisterAsync();
        await world.DeliverAsync();
        await world.Invite.ExecuteAsync(new InviteGuardianCommand(World.Client, world.Only.Id, Other), default);
        await world.DeliverAsync();
    }

    private Task<RemoveRegistrationResult> RemoveAsync(bool guardianAsked = false) =>
        world.Remove.ExecuteAsync(new RemoveRegistrationCommand(world.Only.Id, "Asked for by letter, file 12.", guardianAsked), default);

    /// <param name="entries">With the one of who ordered it.</param>
    private void AssertGone(int entries = 1)
    {
        Assert.Equal(RegistrationState.Deleted, world.Only.State);
        Assert.Null(world.Only.Details);
        Assert.Equal(entries, world.Log.Entries.Count);
        Assert.Empty(world.Deadlines.Entries);
        Assert.Empty(world.Poison);
    }
}
