using ParentalConsent.Core.Policies;

namespace ParentalConsent.Core.Cases;

/// <summary>When a case goes on by itself; for a test client so much faster.</summary>
/// <param name="client">Null where it was taken out of the policy meanwhile.</param>
public sealed class CaseSchedule(ClientPolicy? client)
{
    /// <summary>So often a client is reminded before somebody has to look.</summary>
    public const int Reminders = 2;

    /// <summary>What needs a person is brought up again no more often than this, however fast a test client's days pass.</summary>
    private static readonly TimeSpan LeastBetweenAlarms = TimeSpan.FromHours(1);

    /// <summary>And no less often.</summary>
    public static readonly TimeSpan MostBetweenAlarms = TimeSpan.FromDays(1);

    /// <summary>The client is there to be asked.</summary>
    public bool CanAsk => client is not null;

    /// <summary>It is still to acknowledge.</summary>
    public bool Reminds => client is { Deletion.Acknowledge: true };

    /// <summary>How long the client has to acknowledge.</summary>
    public TimeSpan Within => Lasting(TimeSpan.FromDays(client?.Deletion.WithinDays ?? DeletionPolicy.UsualDays));

    /// <summary>After the last reminder, until somebody has to look.</summary>
    public TimeSpan LastGrace => Lasting(MostBetweenAlarms);

    /// <summary>After so many failed tries of a target, which take more than a day, somebody has to look.</summary>
    public const int TriesAlone = 6;

    /// <summary>Until a target that failed is tried again.</summary>
    public static IReadOnlyList<TimeSpan> Delays { get; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(18), TimeSpan.FromHours(24),
    ];

    /// <param name="tries">How many have failed, from 1.</param>
    public TimeSpan DelayAfter(int tries) => tries < Delays.Count ? Lasting(Delays[tries - 1]) : BetweenAlarms;

    /// <summary>How often what needs a person is brought up.</summary>
    public TimeSpan BetweenAlarms => LastGrace < LeastBetweenAlarms ? LeastBetweenAlarms : LastGrace;

    private TimeSpan Lasting(TimeSpan policyTime) => client?.Lasting(policyTime) ?? policyTime;
}
