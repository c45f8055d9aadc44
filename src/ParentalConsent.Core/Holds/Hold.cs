using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Core.Holds;

/// <summary>
/// A legal hold on the log of one case: its entries are not pruned while it lasts. It keeps no held data and no contact details:
/// deleting goes on as ever.
/// </summary>
/// <param name="Id">16 hex digits, random; made with the form, so that the same form sent twice is one hold.</param>
/// <param name="Reason">By staff, and about nobody: 10 to 500 characters.</param>
/// <param name="By">Who set it.</param>
/// <param name="EndReason">Null unless it was released.</param>
/// <param name="Logged">Whether all of <see cref="Records"/> are known to be in the deletion log.</param>
public sealed record Hold(
    string Id,
    string DeletionId,
    string RegistrationId,
    string ClientId,
    string Reason,
    string By,
    DateTimeOffset SetAt,
    DateTimeOffset Until,
    HoldState State = HoldState.Active,
    DateTimeOffset? EndedAt = null,
    string? EndedBy = null,
    string? EndReason = null,
    bool Logged = false)
{
    public const int MinimumReason = 10;

    public const int MaximumReason = 500;

    /// <summary>A day.</summary>
    public const int MinimumDays = 1;

    /// <summary>Two years.</summary>
    public const int MaximumDays = 730;

    public bool IsActiveAt(DateTimeOffset now) => State is HoldState.Active && now < Until;

    /// <returns>Null where it is over.</returns>
    public Hold? Release(string by, string reason, DateTimeOffset now) => IsActiveAt(now)
        ? this with { State = HoldState.Released, EndedAt = now, EndedBy = by, EndReason = reason, Logged = false }
        : null;

    /// <returns>Itself where its time is not over, or it has ended already.</returns>
    public Hold Expire(DateTimeOffset now) => State is HoldState.Active && now >= Until
        ? this with { State = HoldState.Expired, EndedAt = now, Logged = false }
        : this;

    /// <summary>Everything that the deletion log says about it. Of a reason only its SHA-256 and length: so it can be proven, and is not spread.</summary>
    public IReadOnlyList<LogRecord> Records() =>
    [
        Record(LogKind.HoldSet, "set", [("setAt", Time(SetAt)), ("until", Time(Until)), .. Proof(Reason)]),
        .. State switch
        {
            HoldState.Released => [Record(LogKind.HoldReleased, "released", [("endedAt", Time(EndedAt!.Value)), .. Proof(EndReason!)])],
            HoldState.Expired => [Record(LogKind.HoldExpired, "expired", [("until", Time(Until))])],
            _ => Array.Empty<LogRecord>(),
        },
    ];

    /// <summary>Without reasons and names, so that no log or trace can have them.</summary>
    public override string ToString() => $"{nameof(Hold)} {Id}";

    private LogRecord Record(LogKind kind, string word, IEnumerable<(string Name, string Value)> facts) => new()
    {
        Kind = kind,
        Key = $"hold-{word}-{Id}",
        DeletionId = DeletionId,
        RegistrationId = RegistrationId,
        ClientId = ClientId,
        Facts = LogFacts.Of([("hold", Id), .. facts]),
    };

    private static IEnumerable<(string Name, string Value)> Proof(string reason) =>
    [
        ("reasonSha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)))),
        ("reasonLength", reason.Length.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
