using ParentalConsent.Core.Discoveries;
using ParentalConsent.Functions.Limits;

namespace ParentalConsent.Functions.Discoveries;

/// <summary>Discoveries ask within the limits of calls. What is over waits; it is not refused.</summary>
public sealed class AskingPace(RequestLimits limits) : IAskingPace
{
    private const int UsualWait = 1;

    public TimeSpan? Take(string clientId) =>
        limits.Take(clientId) is { } problem ? TimeSpan.FromSeconds(problem.RetryAfter ?? UsualWait) : null;
}
