using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Registrations;
using ParentalConsent.Storage.Tests.Tables;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Storage.Tests.Registrations;

/// <summary>A store on a table of its own, with everything around it in reach.</summary>
internal sealed class RegistrationStoreFixture : ILogger<TableRegistrationStore>
{
    private RegistrationStoreFixture(TableClient table)
    {
        Table = table;
        Store = NewInstance();
    }

    public required CountingPolicy Calls { get; init; }

    public TableClient Table { get; }

    public TableRegistrationStore Store { get; }

    public MemorySecretSource Secrets { get; } = new();

    public MemoryClock Clock { get; } = new();

    public List<(LogLevel Level, string Text)> LoggedLevels { get; } = [];

    public IEnumerable<string> Logged => LoggedLevels.Select(line => line.Text);

    public static async Task<RegistrationStoreFixture> CreateAsync()
    {
        var calls = new CountingPolicy();
        return new RegistrationStoreFixture(await FreshTables.CreateAsync(calls)) { Calls = calls };
    }

    /// <summary>Another instance of the app, which has read no key yet.</summary>
    public TableRegistrationStore NewInstance() => new(Table, new SecretKeys(Secrets, Clock), this);

    public async Task<StoredRegistration> AddAsync(int dataLength = 64 * 1024, int historyLength = 1)
    {
        var added = (Samples.Registration() with { HoldsData = true }).Added();
        Assert.True(await Store.TryAddAsync(added, Samples.Data(dataLength), null, default));
        var current = await FindAsync(added.Registration.Id);
        for (var number = 1; number < historyLength; number++)
        {
            Assert.True(await Store.TrySaveAsync(current, current.Mailed(number), default));
            current = await FindAsync(added.Registration.Id);
        }

        Calls.Reset();
        return current;
    }

    public async Task<StoredRegistration> FindAsync(string id)
    {
        var found = await NewInstance().FindAsync(id, default);
        Assert.NotNull(found);
        return found;
    }

    public async Task ChangeAsync(string id, string row, Action<TableEntity> change)
    {
        var entity = (await Table.GetEntityAsync<TableEntity>(id, row)).Value;
        change(entity);
        await Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        LoggedLevels.Add((logLevel, formatter(state, exception)));
}
