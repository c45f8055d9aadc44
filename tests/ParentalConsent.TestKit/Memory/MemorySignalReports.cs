using ParentalConsent.Core.Signals;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemorySignalReports(MemoryCalls? calls = null) : ISignalReports
{
    private readonly Dictionary<(DateOnly Day, string RegistrationId), SignalReport> reports = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>All of them; counts as no call.</summary>
    public IReadOnlyCollection<SignalReport> All => reports.Values;

    public Task AddAsync(SignalReport report, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => reports[(DateOnly.FromDateTime(report.At.UtcDateTime), report.RegistrationId)] = report, cancellationToken);

    public Task<IReadOnlyList<SignalReport>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<SignalReport>>(
            this,
            () => [.. reports.Values.Where(report => report.At >= from).OrderByDescending(report => report.At).Take(count)],
            cancellationToken);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                foreach (var (key, _) in reports.Where(report => report.Value.At < before).ToList())
                {
                    reports.Remove(key);
                }

                return reports.Count;
            },
            cancellationToken);
}
