using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Policies;

namespace ParentalConsent.Storage.Targets;

/// <summary>Tables and containers in Azure, with the identity of this service; on loopback with a shared key, as for Azurite.</summary>
/// <param name="sharedKey">Of the account in the connection string of the storage settings; null where an identity is used there.</param>
public sealed class AzureTargets(TokenCredential credential, (string Account, string Key)? sharedKey) : IDeletionTargets
{
    private const string NoAnswer = "noAnswer";

    private readonly ConcurrentDictionary<(TargetKind Kind, Uri Endpoint), ITargetService> services = new();

    public Task<TargetAnswer> CountAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken) =>
        TryAsync(target, service => service.CountAsync(target.Container, place, most, cancellationToken));

    public Task<TargetAnswer> DeleteAsync(DeletionTarget target, string place, int most, CancellationToken cancellationToken) =>
        TryAsync(target, service => service.DeleteAsync(target.Container, place, most, cancellationToken));

    private async Task<TargetAnswer> TryAsync(DeletionTarget target, Func<ITargetService, Task<int>> act)
    {
        try
        {
            return new TargetAnswer.Counted(await act(services.GetOrAdd((target.Kind, target.Endpoint), Open)));
        }
        catch (UnsafeNameException)
        {
            return new TargetAnswer.Failed("unsafeName");
        }
        catch (RequestFailedException answer)
        {
            // Its text can quote names, so it goes no further.
            return new TargetAnswer.Failed(answer.Status == 0 ? NoAnswer : $"HTTP {answer.Status}");
        }
        catch (AggregateException fault) when (fault.InnerExceptions.All(one => one is RequestFailedException { Status: 0 } or OperationCanceledException))
        {
            // Every try came to this.
            return new TargetAnswer.Failed(NoAnswer);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new TargetAnswer.Failed(fault.GetType().Name);
        }
    }

    private ITargetService Open((TargetKind Kind, Uri Endpoint) where)
    {
        var key = where.Endpoint.IsLoopback ? sharedKey : null;
        return where.Kind is TargetKind.Table
            ? new TableTargets(where.Endpoint, credential, key)
            : new BlobTargets(where.Endpoint, credential, key);
    }
}
