using Microsoft.Extensions.Logging;
using ParentalConsent.Core.Health;
using ParentalConsent.Core.Watch;
using ParentalConsent.Functions.Faults;

namespace ParentalConsent.Functions.Health;

/// <summary>Asks everything the service needs whether it answers; at most every two seconds, however many ask us.</summary>
public sealed partial class Readiness(
    IEnumerable<IDependencyCheck> checks, ReadDeletionHealth readDeletion, TimeProvider clock, ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim asking = new(1, 1);
    private (HealthAnswer Answer, DateTimeOffset At)? last;

    public async Task<HealthAnswer> AskAsync(CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (last is not { } known || now - known.At >= Lifetime)
            {
                var deletion = AskDeletionAsync(cancellationToken);
                var answers = await Task.WhenAll(checks.Select(check => AskAsync(check, cancellationToken)));
                var status = answers.All(answer => answer.Answers) ? "ready" : "notReady";
                last = (new HealthAnswer(status, [.. answers.OrderBy(answer => answer.Name, StringComparer.Ordinal)], await deletion), now);
            }

            return last.Value.Answer;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<DependencyAnswer> AskAsync(IDependencyCheck check, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await check.CheckAsync(patience.Token).WaitAsync(patience.Token);
            return new DependencyAnswer(check.Name, true);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.DoesNotAnswer(logger, check.Name, FaultText.TypesOf(exception));
            return new DependencyAnswer(check.Name, false);
        }
    }

    private async Task<DeletionAnswer> AskDeletionAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return DeletionAnswer.Of((await readDeletion.ExecuteAsync(patience.Token).WaitAsync(patience.Token)).Deletion);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.DoesNotAnswer(logger, "deletion", FaultText.TypesOf(exception));
            return DeletionAnswer.Unknown;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Dependency} does not answer: {Fault}")]
        public static partial void DoesNotAnswer(ILogger logger, string dependency, string fault);
    }
}
