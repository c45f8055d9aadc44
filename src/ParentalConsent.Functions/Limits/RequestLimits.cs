using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ParentalConsent.Functions.Http;

namespace ParentalConsent.Functions.Limits;

/// <summary>Keeps a client that runs wild, or whose key leaked, from having us send mails as fast as it can ask.</summary>
public sealed class RequestLimits : IDisposable
{
    private readonly TokenBucketRateLimiter overall;
    private readonly PartitionedRateLimiter<string> clients;

    public RequestLimits(IOptions<LimitOptions> options)
    {
        overall = new TokenBucketRateLimiter(Bucket(options.Value.OverallPerMinute));
        clients = PartitionedRateLimiter.Create<string, string>(
            clientId => RateLimitPartition.GetTokenBucketLimiter(clientId, _ => Bucket(options.Value.ClientPerMinute)));
    }

    /// <summary>Counts a request.</summary>
    /// <returns>Null where it may go on; else what to answer.</returns>
    public Problem? Take(string clientId)
    {
        using var ofClient = clients.AttemptAcquire(clientId);
        if (!ofClient.IsAcquired)
        {
            return Refuse(ofClient);
        }

        using var ofAll = overall.AttemptAcquire();
        return ofAll.IsAcquired ? null : Refuse(ofAll);
    }

    public void Dispose()
    {
        overall.Dispose();
        clients.Dispose();
    }

    private static Problem Refuse(RateLimitLease lease) => Problems.TooManyRequests(
        lease.TryGetMetadata(MetadataName.RetryAfter, out var delay) ? (int)Math.Ceiling(delay.TotalSeconds) : 1);

    private static TokenBucketRateLimiterOptions Bucket(string setting)
    {
        var perMinute = LimitOptions.Read(setting)
            ?? throw new ArgumentException("A limit is a number of requests, checked when the app starts.", nameof(setting));

        // Few a minute come back one by one, many by the second.
        var perPeriod = Math.Max(1, perMinute / 60);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * perPeriod / perMinute,
            QueueLimit = 0,
        };
    }
}
