using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Storage.Tests.Registrations;

/// <summary>What every registration store does.</summary>
public abstract class RegistrationStoreContract : RegistrationRaces
{
    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("it's/no#id?\u0001")]
    public async Task Find_OfWhatIsNotThere_IsNull(string id)
    {
        var store = await CreateAsync();
        Assert.Null(await store.FindAsync(id, default));
        Assert.Empty(await store.ReadHistoryAsync(id, default));
    }

    [Fact]
    public async Task TryAdd_KeepsEverything()
    {
        var store = await CreateAsync();
        var added = Samples.Registration().Added();
        Assert.True(await store.TryAddAsync(added, null, null, default));
        var found = await FindAsync(store, added);
        Assert.Equal(added.Registration.Text(), found.Registration.Text());
        Assert.Equal([added.Entry], await store.ReadHistoryAsync(added.Registration.Id, default));
        Assert.Null(await store.ReadDataAsync(found, default));
    }

    [Fact]
    public async Task TryAdd_WithNothingOptional_KeepsNothingOptional()
    {
        var store = await CreateAsync();
        var bare = Samples.Registration() with
        {
            GuardianHash = null, MailboxHash = null, Purposes = [], Details = new PersonalDetails { GuardianEmail = "" },
        };
        Assert.True(await store.TryAddAsync(bare.Added(), null, null, default));
        Assert.Equal(bare.Added().Registration.Text(), (await FindAsync(store, bare.Added())).Registration.Text());
    }

    [Fact]
    public async Task TryAdd_WhereOneIs_IsFalse_AndChangesNothing()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(10));
        var second = (Samples.Registration() with { Id = first.Registration.Id, HoldsData = true }).Added();
        Assert.False(await store.TryAddAsync(second, Samples.Data(99), null, default));
        var found = await FindAsync(store, second);
        Assert.Equal(first.Registration.Text(), found.Registration.Text());
        Assert.Equal(Samples.Data(10), (await store.ReadDataAsync(found, default))!.Value.ToArray());
        Assert.Single(await store.ReadHistoryAsync(first.Registration.Id, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60 * 1024)]
    [InlineData((60 * 1024) + 1)]
    [InlineData(64 * 1024)]
    public async Task ReadData_GivesBackWhatWasHeld(int length)
    {
        var store = await CreateAsync();
        var found = await AddAsync(store, Samples.Data(length));
        Assert.Equal(Samples.Data(length), (await store.ReadDataAsync(found, default))!.Value.ToArray());
    }

    [Fact]
    public async Task TryAdd_WithMoreThanFits_Throws()
    {
        var store = await CreateAsync();
        var added = (Samples.Registration() with { HoldsData = true }).Added();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => store.TryAddAsync(added, Samples.Data((64 * 1024) + 1), null, default));
        Assert.Null(await store.FindAsync(added.Registration.Id, default));
    }

    [Fact]
    public async Task TrySave_KeepsEveryField_WithItsHistory()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(10));
        var granted = first.Moved(RegistrationMove.Grant, Samples.Now.AddDays(1));
        granted = granted with
        {
            Registration = granted.Registration with
            {
                GrantedPurposes = ["account"],
                DecidedAt = Samples.Now.AddDays(1),
                DecisionId = Samples.Hex(16),
                SubjectDecides = true,
                Ordered = true,
                DeletedInSteps = true,
                FurtherSteps = ["clientSystems", "target:profiles"],
                Method = VerificationMethod.SignedForm,
                NoticeHash = Samples.Hex(64),
                Verification = new()
                {
                    Step = VerificationStep.FormRejected, Since = Samples.Now, Reference = VerificationReference.NewCode(first.Registration.Id), Provider = "adult-check",
                    Upload = Samples.Hex(16), Problem = FormProblem.NotSigned,
                },
                DeletionReason = Core.Deletion.DeletionReason.Cancelled,
                DeletedAt = Samples.Now.AddDays(2),
                AddressMark = Samples.Hex(16),
                AddressChanges = 2,
                Second = new()
                {
                    Mark = Samples.Hex(16),
                    Hash = Samples.Hex(32),
                    MailboxHash = Samples.Hex(32),
                    Signals = [RiskSignal.SameDevice, RiskSignal.QuickAnswer],
                    Asked = true,
                    AskedAt = Samples.Now,
                    Reminders = 2,
                    ToldOf = Samples.Hex(16),
                    Decided = true,
                    LastSentAt = Samples.Now,
                    Tries = 4,
                    LastError = "452",
                    Bounced = true,
                    Stopped = "suppressed",
                },
                Details = first.Registration.Details! with
                {
                    GuardianName = "Żaneta", Relationship = "mother", VerifiedBy = "Ada", VerifiedHow = "signedForm", VerifiedAt = Samples.Now,
                    SecondGuardianEmail = "other@example.org", ChildAddressHash = Samples.Hex(32), ChildMailboxHash = Samples.Hex(32),
                    Pending = new PendingGrant("Żaneta", "mother", ["account"], "pl", Samples.Hex(64), Samples.Now),
                },
                Mail = new()
                {
                    FirstSentAt = Samples.Now,
                    Requests = 3,
                    OutcomeAt = Samples.Now,
                    Tries = 2,
                    LastError = "451",
                    Bounced = true,
                    LastSentAt = Samples.Now.AddHours(1),
                    Stopped = "addressLimit",
                    Shared = true,
                    Resends = 2,
                    Resent = 1,
                },
            },
        };
        Assert.True(await store.TrySaveAsync(first, granted, default));
        var found = await FindAsync(store, granted);
        Assert.Equal(granted.Registration.Text(), found.Registration.Text());
        Assert.Equal(["AwaitingParent", "Granted"], (await store.ReadHistoryAsync(found.Registration.Id, default)).Select(entry => entry.What));
        Assert.Equal(Samples.Data(10), (await store.ReadDataAsync(found, default))!.Value.ToArray());
    }

    [Fact]
    public async Task FindByReference_FindsTheOneOfItsNeighboursThatBearsIt()
    {
        var store = await CreateAsync();
        var id = Samples.Hex(32);
        var ids = new[] { id, id[..12] + Samples.Hex(20), id[..12] + Samples.Hex(20), Samples.Hex(32) };
        foreach (var reference in (Func<string, string>[])[VerificationReference.NewCode, VerificationReference.NewOpaque])
        {
            var all = ids.ToDictionary(each => each, reference);
            foreach (var (each, name) in all)
            {
                var current = await store.FindAsync(each, default);
                var registration = (current?.Registration ?? Samples.Registration() with { Id = each }) with { Verification = new() { Reference = name } };
                var change = Registration.Record(registration, "Test", Actor.Service, Samples.Now);
                Assert.True(current is null ? await store.TryAddAsync(change, null, null, default) : await store.TrySaveAsync(current, change, default));
            }

            foreach (var (each, name) in all)
            {
                Assert.Equal(each, (await store.FindByReferenceAsync(name, default))!.Registration.Id);
            }
        }

        Assert.Null(await store.FindByReferenceAsync(VerificationReference.NewOpaque(id), default));
        Assert.Null(await store.FindByReferenceAsync("it's/no#reference", default));
        Assert.Null(await store.FindByReferenceAsync("", default));
    }

    [Fact]
    public async Task QuestionAndFurtherConsents_AreKept_AndFoundByTheirReferences_AndGoWithTheDeletion()
    {
        var store = await CreateAsync();
        var current = await AddAsync(store, Samples.Data(10));
        var id = current.Registration.Id;
        var (asked, allowed) = (VerificationReference.NewCode(id), VerificationReference.NewOpaque(id));
        var registration = current.Registration with
        {
            Question = new Question
            {
                Mark = Samples.Hex(16), SecondMark = Samples.Hex(16), Purposes = ["partners"], AskedAt = Samples.Now, Until = Samples.Now.AddDays(14),
                Asked = [Samples.Now], NoticeVersion = "2030-01-01", Method = VerificationMethod.SignedForm, NeededAssurance = Assurance.Verified,
                Verification = new() { Step = VerificationStep.FormReceived, Reference = asked, Upload = Samples.Hex(16) },
                Mail = new() { Done = true, SentAt = Samples.Now, Error = "451" }, BySecond = true,
            },
            Further =
            [
                new FurtherConsent
                {
                    Mark = Samples.Hex(16), Asked = ["news", "chat"], Purposes = ["news"], At = Samples.Now, NoticeHash = Samples.Hex(64),
                    NoticeVersion = "2030-01-01", Method = VerificationMethod.Provider,
                    Verification = new() { Step = VerificationStep.Completed, Reference = allowed, Provider = "check" },
                },
            ],
            Details = current.Registration.Details! with
            {
                Question = new() { Pending = new("Kim", null, ["partners"], "en", null, Samples.Now) },
                Further = [new() { Mark = "m", GuardianName = "Zoë", VerifiedAt = Samples.Now }],
            },
        };
        var change = Registration.Record(registration, "QuestionAsked", Actor.Client, Samples.Now);
        Assert.True(await store.TrySaveAsync(current, change, default));
        var found = (await store.FindAsync(id, default))!;
        Assert.Equal(change.Registration.Text(), found.Registration.Text());
        foreach (var reference in new[] { asked, allowed })
        {
            Assert.Equal(id, (await store.FindByReferenceAsync(reference, default))!.Registration.Id);
            Assert.Equal(reference, found.Registration.ByReference(reference).Verification.Reference);
        }

        Assert.True(await store.TryDeleteAsync(found, found.Tombstone(), default));
        var left = (await store.FindAsync(id, default))!.Registration;
        Assert.Equal((null, 0), (left.Question, left.Further.Count));
        Assert.Null(await store.FindByReferenceAsync(asked, default));
    }

    [Fact]
    public async Task TrySave_OfWhatHasChanged_IsFalse_AndChangesNothing()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(10));
        Assert.True(await store.TrySaveAsync(first, first.Mailed(1), default));
        var stale = first.Moved(RegistrationMove.Refuse, Samples.Now);
        Assert.False(await store.TrySaveAsync(first, stale with { Registration = stale.Registration with { HoldsData = false } }, default));
        var found = await FindAsync(store, stale);
        Assert.Equal(RegistrationState.AwaitingParent, found.Registration.State);
        Assert.Equal(["AwaitingParent", "Reminder1"], (await store.ReadHistoryAsync(found.Registration.Id, default)).Select(entry => entry.What));
        Assert.NotNull(await store.ReadDataAsync(found, default));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(64 * 1024)]
    public async Task TrySave_OfWhatHoldsDataNoMore_DropsIt(int length)
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(length));
        var refused = first.Moved(RegistrationMove.Refuse, Samples.Now);
        Assert.True(await store.TrySaveAsync(first, refused with { Registration = refused.Registration with { HoldsData = false } }, default));
        var found = await FindAsync(store, refused);
        Assert.Equal(first.Registration.Details, found.Registration.Details);
        Assert.Null(await store.ReadDataAsync(found, default));
        Assert.Null(await store.ReadDataAsync(first, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(98)]
    [InlineData(99)]
    [InlineData(250)]
    public async Task TryDelete_LeavesTheTombstoneAlone(int historyLength)
    {
        var store = await CreateAsync();
        var current = await AddAsync(store, Samples.Data(64 * 1024));
        for (var number = 1; number < historyLength; number++)
        {
            Assert.True(await store.TrySaveAsync(current, current.Mailed(number), default));
            current = await FindAsync(store, current.Registration.Id);
        }

        Assert.Equal(historyLength, (await store.ReadHistoryAsync(current.Registration.Id, default)).Count);
        Assert.True(await store.TryDeleteAsync(current, current.Tombstone(), default));
        var found = await FindAsync(store, current.Registration.Id);
        Assert.Equal((current.Tombstone() with { GuardianHash = null, MailboxHash = null }).Text(), found.Registration.Text());
        Assert.Empty(await store.ReadHistoryAsync(current.Registration.Id, default));
        Assert.Null(await store.ReadDataAsync(current, default));
        Assert.Null(await store.ReadDataAsync(found, default));
    }

    [Fact]
    public async Task TryDelete_LeavesNoDetails_WhateverTheTombstoneSays()
    {
        var store = await CreateAsync();
        var current = await AddAsync(store, Samples.Data(10));
        Assert.True(await store.TryDeleteAsync(current, current.Registration with { State = RegistrationState.Deleted }, default));
        var found = (await FindAsync(store, current.Registration.Id)).Registration;
        Assert.Null(found.Details);
        Assert.Null(found.GuardianHash);
        Assert.Null(found.MailboxHash);
        Assert.False(found.HoldsData);
    }

    [Fact]
    public async Task TryDelete_OfWhatHasChanged_IsFalse_AndDeletesNothing()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(10));
        Assert.True(await store.TrySaveAsync(first, first.Moved(RegistrationMove.Grant, Samples.Now), default));
        Assert.False(await store.TryDeleteAsync(first, first.Tombstone(), default));
        var found = await FindAsync(store, first.Registration.Id);
        Assert.Equal(RegistrationState.Granted, found.Registration.State);
        Assert.NotNull(await store.ReadDataAsync(found, default));
        Assert.Equal(2, (await store.ReadHistoryAsync(first.Registration.Id, default)).Count);
    }

    [Fact]
    public async Task TryDelete_CanBeRunAgain()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(10));
        Assert.True(await store.TryDeleteAsync(first, first.Tombstone(), default));
        Assert.False(await store.TryDeleteAsync(first, first.Tombstone(), default));
        var tombstone = await FindAsync(store, first.Registration.Id);
        Assert.True(await store.TryDeleteAsync(tombstone, tombstone.Registration, default));
        Assert.Equal(tombstone.Registration.Text(), (await FindAsync(store, first.Registration.Id)).Registration.Text());
    }

    [Fact]
    public async Task TryAdd_InPlaceOfATombstone_StartsAnew()
    {
        var store = await CreateAsync();
        var first = await AddAsync(store, Samples.Data(64 * 1024));
        Assert.True(await store.TryDeleteAsync(first, first.Tombstone(), default));
        var tombstone = await FindAsync(store, first.Registration.Id);
        var again = (Samples.Registration() with { Id = first.Registration.Id, HoldsData = true }).Added();
        Assert.False(await store.TryAddAsync(again, Samples.Data(5), null, default));
        Assert.False(await store.TryAddAsync(again, Samples.Data(5), first, default));
        Assert.True(await store.TryAddAsync(again, Samples.Data(5), tombstone, default));
        var found = await FindAsync(store, again);
        Assert.Equal(again.Registration.Text(), found.Registration.Text());
        Assert.Equal(Samples.Data(5), (await store.ReadDataAsync(found, default))!.Value.ToArray());
        Assert.Null(await store.ReadDataAsync(first, default));
        Assert.Single(await store.ReadHistoryAsync(first.Registration.Id, default));
    }

    [Fact]
    public async Task Calls_ThatAreCancelled_Throw()
    {
        var store = await CreateAsync();
        var found = await AddAsync(store, Samples.Data(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.TrySaveAsync(found, found.Mailed(1), new CancellationToken(canceled: true)));
        Assert.Single(await store.ReadHistoryAsync(found.Registration.Id, default));
    }
}
