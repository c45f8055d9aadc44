using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Guardians;

/// <summary>Whether a mail that asks may go now.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>It may, and it was noted that it goes.</summary>
    /// <param name="Siblings">Others that wait for the same guardian at the same client: the mail asks about them, too.</param>
    public sealed record Admitted(IReadOnlyList<Registration> Siblings) : Admission;

    /// <summary>Not before then, which is before the deadline.</summary>
    public sealed record Wait(DateTimeOffset Until) : Admission;

    /// <summary>The guardian was asked by a mail about a sibling, then.</summary>
    public sealed record Covered(DateTimeOffset At) : Admission;

    /// <summary>Never: no mail asks about this registration any more.</summary>
    /// <param name="Reason">One of <see cref="StopReasons"/>.</param>
    public sealed record Stopped(string Reason) : Admission;
}
