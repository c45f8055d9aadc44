using System.Collections.Frozen;

namespace ParentalConsent.Core.DeletionLog;

/// <summary>Nothing is held.</summary>
public sealed class NoHolds : ILogHolds
{
    public Task<IReadOnlySet<string>> ReadHeldAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(FrozenSet<string>.Empty);
}
