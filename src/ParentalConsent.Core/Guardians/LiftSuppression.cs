using ParentalConsent.Core.Links;

namespace ParentalConsent.Core.Guardians;

public abstract record LiftSuppressionResult
{
    private LiftSuppressionResult()
    {
    }

    public sealed record Lifted(string ClientId) : LiftSuppressionResult;

    /// <summary>Mails are not stopped: they were allowed again already, or the "not my child" is not dealt with yet.</summary>
    public sealed record NothingToLift : LiftSuppressionResult;

    /// <summary>The token is cut, altered, out of date or for something else.</summary>
    public sealed record Invalid : LiftSuppressionResult;
}

/// <summary>Who once said "not my child" allows mails about that client again.</summary>
public sealed class LiftSuppression(IGuardianStore guardians, LinkTokens tokens, TimeProvider clock)
{
    public async Task<LiftSuppressionResult> ExecuteAsync(string? token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await tokens.ReadAsync(token, cancellationToken) is not { Kind: LinkKind.Lift } link || now >= link.Expires)
        {
            return new LiftSuppressionResult.Invalid();
        }

        while (await guardians.FindAsync(link.RegistrationId, cancellationToken) is { } stored
            && SuppressedClient(stored.Guardian, link) is { } clientId)
        {
            if (await guardians.TrySaveAsync(stored, stored.Guardian.Lift(clientId, now), cancellationToken))
            {
                return new LiftSuppressionResult.Lifted(clientId);
            }
        }

        return new LiftSuppressionResult.NothingToLift();
    }

    /// <summary>The client that a link to lift is about, where it is suppressed.</summary>
    public static string? SuppressedClient(Guardian guardian, Link link) =>
        guardian.Suppressed.FirstOrDefault(id => LinkTokens.MarkOf(id) == link.Attempt);
}
