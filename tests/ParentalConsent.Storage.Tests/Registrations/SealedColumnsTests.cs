using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Secrets;
using ParentalConsent.Storage.Tests.Tables;

namespace ParentalConsent.Storage.Tests.Registrations;

public sealed class SealedColumnsTests
{
    private const string DataKeyName = SecretNames.DataEncryptionKey;

    [Fact]
    public async Task NoCell_ShowsPersonalData()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var registration = Samples.Registration() with
        {
            HoldsData = true,
            Details = new PersonalDetails
            {
                GuardianEmail = "marked-email@example.org",
                ChildName = "Marked-Child",
                Locale = "marked-LOCALE",
                Country = "marked-country",
                OfAgeAt = new DateTimeOffset(2043, 11, 29, 0, 0, 0, TimeSpan.Zero),
                GuardianName = "Marked-Guardian",
                Relationship = "marked-mother",
            },
        };
        Assert.True(await fixture.Store.TryAddAsync(registration.Added(), "{\"nick\":\"marked-data\"}"u8.ToArray(), null, default));
        var current = await fixture.FindAsync(registration.Id);
        Assert.True(await fixture.Store.TrySaveAsync(current, current.Moved(RegistrationMove.Grant, Samples.Now), default));

        var cells = (await fixture.Table.AllRowsAsync()).SelectMany(row => row).ToList();
        Assert.Contains(cells, cell => cell.Key == "Details");
        foreach (var (column, value) in cells)
        {
            string[] texts = value switch
            {
                byte[] bytes => [Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes)],
                DateTimeOffset time => [time.ToString("O", CultureInfo.InvariantCulture)],
                _ => [$"{value}"],
            };
            foreach (var text in texts)
            {
                Assert.False(text.Contains("marked", StringComparison.OrdinalIgnoreCase), column);
                Assert.False(text.Contains("2043", StringComparison.Ordinal), column);
            }
        }
    }

    [Fact]
    public async Task SameDetails_AreNeverSealedAlike()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10);
        var before = await CellAsync(fixture, current, "Details");
        Assert.True(await fixture.Store.TrySaveAsync(current, current.Mailed(1), default));
        Assert.NotEqual(before, await CellAsync(fixture, current, "Details"));
    }

    [Fact]
    public async Task RotatedKey_OpensTheOld_AndWrapsWhatIsWrittenNext()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var old = await fixture.AddAsync(dataLength: 10);
        fixture.Secrets.Rotate(DataKeyName);
        var newest = fixture.Secrets[DataKeyName][0];

        var current = await fixture.FindAsync(old.Registration.Id);
        Assert.Equal(old.Registration.Details, current.Registration.Details);
        Assert.True(await fixture.NewInstance().TrySaveAsync(current, current.Mailed(1), default));

        fixture.Secrets.Set(DataKeyName, newest);
        current = await fixture.FindAsync(old.Registration.Id);
        Assert.Equal(old.Registration.Details, current.Registration.Details);
        Assert.Equal(Samples.Data(10), (await fixture.NewInstance().ReadDataAsync(current, default))!.Value.ToArray());
    }

    [Fact]
    public async Task KeyThatAnotherInstanceKnows_IsLookedFor()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        await fixture.AddAsync();
        fixture.Secrets.Rotate(DataKeyName);
        var added = Samples.Registration().Added();
        Assert.True(await fixture.NewInstance().TryAddAsync(added, null, null, default));

        fixture.Clock.Advance(TimeSpan.FromSeconds(31));
        var found = await fixture.Store.FindAsync(added.Registration.Id, default);
        Assert.Equal(added.Registration.Details, found!.Registration.Details);
    }

    [Fact]
    public async Task RetiredKey_LeavesDetailsOut_SaysSo_AndLetsTheRestBeDeleted()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        var kept = fixture.Secrets[DataKeyName][0];
        var sealedDetails = await CellAsync(fixture, added, "Details");
        fixture.Secrets.Set(DataKeyName, TestKit.Memory.MemorySecretSource.NewKey());

        var current = await fixture.FindAsync(added.Registration.Id);
        Assert.Null(current.Registration.Details);
        Assert.Contains("is not in force", Assert.Single(fixture.Logged), StringComparison.Ordinal);
        await Assert.ThrowsAsync<SealException>(() => fixture.NewInstance().ReadDataAsync(current, default));

        Assert.True(await fixture.NewInstance().TrySaveAsync(current, current.Mailed(1), default));
        Assert.Equal(sealedDetails, await CellAsync(fixture, added, "Details"));
        fixture.Secrets.Set(DataKeyName, fixture.Secrets[DataKeyName][0], kept);
        Assert.Equal(added.Registration.Details, (await fixture.FindAsync(added.Registration.Id)).Registration.Details);

        fixture.Secrets.Set(DataKeyName, TestKit.Memory.MemorySecretSource.NewKey());
        current = await fixture.FindAsync(added.Registration.Id);
        Assert.True(await fixture.NewInstance().TryDeleteAsync(current, current.Tombstone(), default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NoVaultOrNoKey_LeavesDetailsOut_SaysSoOnce_AndDeletesAllTheSame(bool reachable)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        var sealedDetails = await CellAsync(fixture, added, "Details");
        if (reachable)
        {
            fixture.Secrets.Set(DataKeyName);
        }
        else
        {
            fixture.Secrets.Calls.Before = _ => throw new SecretsUnavailableException(DataKeyName, 0, null);
        }

        var current = await fixture.FindAsync(added.Registration.Id);
        Assert.Null(current.Registration.Details);
        Assert.Null(((TableStoredRegistration)current).Key);
        var (level, said) = Assert.Single(fixture.LoggedLevels);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains(added.Registration.Id, said, StringComparison.Ordinal);
        var unread = await Assert.ThrowsAnyAsync<Exception>(() => fixture.NewInstance().ReadDataAsync(current, default));
        Assert.IsType(reachable ? typeof(InvalidSecretException) : typeof(SecretsUnavailableException), unread);

        Assert.True(await fixture.NewInstance().TrySaveAsync(current, current.Mailed(1), default));
        Assert.Equal(sealedDetails, await CellAsync(fixture, added, "Details"));
        current = await fixture.FindAsync(added.Registration.Id);
        Assert.True(await fixture.NewInstance().TryDeleteAsync(current, current.Tombstone(), default));
        Assert.Single(await fixture.Table.AllRowsAsync());
    }

    [Fact]
    public async Task DetailsThatWereLeftOut_AreThereAgain_WithTheVault()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        fixture.Secrets.Calls.Before = _ => throw new SecretsUnavailableException(DataKeyName, 503, null);
        var current = await fixture.FindAsync(added.Registration.Id);
        Assert.True(await fixture.NewInstance().TrySaveAsync(current, current.Mailed(1), default));

        fixture.Secrets.Calls.Before = null;
        Assert.Equal(Samples.Data(10), (await fixture.NewInstance().ReadDataAsync(current, default))!.Value.ToArray());
        Assert.Equal(added.Registration.Details, (await fixture.FindAsync(added.Registration.Id)).Registration.Details);
    }

    [Fact]
    public async Task AnyOtherFault_IsNoVaultThatIsDown()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        fixture.Secrets.Calls.Before = _ => throw new InvalidOperationException("a mistake of ours");
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.NewInstance().FindAsync(added.Registration.Id, default));
    }

    [Theory]
    [InlineData("Details")]
    [InlineData("Key")]
    public async Task ChangedCell_IsNotOpened(string column)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        await fixture.ChangeAsync(added.Registration.Id, "registration", row => row.GetBinary(column)![^1] ^= 1);
        Assert.Null((await fixture.FindAsync(added.Registration.Id)).Registration.Details);
        Assert.Contains("was changed", Assert.Single(fixture.Logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutCell_IsNotOpened()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 10);
        await fixture.ChangeAsync(added.Registration.Id, "registration", row => row["Details"] = row.GetBinary("Details")![..20]);
        Assert.Null((await fixture.FindAsync(added.Registration.Id)).Registration.Details);
    }

    [Fact]
    public async Task CellsOfAnotherRegistration_AreNotOpened()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var (one, other) = (await fixture.AddAsync(), await fixture.AddAsync());
        var foreign = (await fixture.Table.GetEntityAsync<Azure.Data.Tables.TableEntity>(other.Registration.Id, "registration")).Value;
        await fixture.ChangeAsync(one.Registration.Id, "registration", row =>
        {
            row["Details"] = foreign["Details"];
            row["Key"] = foreign["Key"];
        });
        Assert.Null((await fixture.FindAsync(one.Registration.Id)).Registration.Details);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("swapped")]
    public async Task ChangedData_IsAFault(string how)
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var added = await fixture.AddAsync(dataLength: 64 * 1024);
        var other = await CellAsync(fixture, added, "Sealed", "data-01");
        await fixture.ChangeAsync(added.Registration.Id, "data-00", row =>
        {
            row.GetBinary("Sealed")![100] ^= 1;
            row["Sealed"] = how == "changed" ? row["Sealed"] : other;
        });
        var problem = await Assert.ThrowsAsync<SealException>(() => fixture.Store.ReadDataAsync(added, default));
        Assert.Contains(added.Registration.Id, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DroppedData_TakesItsKeyAlong()
    {
        var fixture = await RegistrationStoreFixture.CreateAsync();
        var current = await fixture.AddAsync(dataLength: 10);
        var data = (await fixture.Table.GetEntityAsync<Azure.Data.Tables.TableEntity>(current.Registration.Id, "data-00")).Value;
        var refused = current.Moved(RegistrationMove.Refuse, Samples.Now);
        refused = refused with { Registration = refused.Registration with { HoldsData = false } };
        Assert.True(await fixture.Store.TrySaveAsync(current, refused, default));

        // Somebody puts a copy back.
        await fixture.Table.AddEntityAsync(data);
        await fixture.ChangeAsync(current.Registration.Id, "registration", row => row["DataParts"] = 1);
        var found = await fixture.FindAsync(current.Registration.Id);
        await Assert.ThrowsAsync<SealException>(() => fixture.Store.ReadDataAsync(found, default));
    }

    private static async Task<byte[]> CellAsync(
        RegistrationStoreFixture fixture, StoredRegistration current, string column, string row = "registration") =>
        (await fixture.Table.GetEntityAsync<Azure.Data.Tables.TableEntity>(current.Registration.Id, row)).Value.GetBinary(column)!;
}
