using ParentalConsent.Core.Mails;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryMailFailures(MemoryCalls? calls = null) : IMailFailures
{
    private readonly Dictionary<(DateOnly Day, string RegistrationId, MailKind Kind), MailFailure> failures = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>All of them; counts as no call.</summary>
    public IReadOnlyCollection<MailFailure> All => failures.Values;

    public Task AddAsync(MailFailure failure, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () => failures[(DateOnly.FromDateTime(failure.At.UtcDateTime), failure.RegistrationId, failure.Kind)] = failure,
            cancellationToken);

    public Task<IReadOnlyList<MailFailure>> ReadAsync(DateTimeOffset from, int count, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<MailFailure>>(
            this,
            () => [.. failures.Values.Where(failure => failure.At >= from).OrderByDescending(failure => failure.At).Take(count)],
            cancellationToken);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                foreach (var (key, _) in failures.Where(failure => failure.Value.At < before).ToList())
                {
                    failures.Remove(key);
                }

                return failures.Count;
            },
            cancellationToken);
}
