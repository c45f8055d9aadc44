using ParentalConsent.Core.Holds;

namespace ParentalConsent.Functions.Holds;

/// <summary>A hold as it is answered.</summary>
public sealed record HoldLine(
    string HoldId,
    string DeletionId,
    string RegistrationId,
    string Client,
    HoldState State,
    string Reason,
    string By,
    DateTimeOffset SetAt,
    DateTimeOffset Until,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? EndReason)
{
    public static HoldLine Of(Hold hold) => new(
        hold.Id,
        hold.DeletionId,
        hold.RegistrationId,
        hold.ClientId,
        hold.State,
        hold.Reason,
        hold.By,
        hold.SetAt,
        hold.Until,
        hold.EndedAt,
        hold.EndedBy,
        hold.EndReason);

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(HoldLine);
}

public sealed record HoldAnswer(IReadOnlyList<HoldLine> Holds);
