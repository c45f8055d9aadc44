using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Signals;

/// <summary>What the moment and the place of a grant tell.</summary>
public static class DecisionSignals
{
    /// <param name="answer">From where the grant came; null where that is not known.</param>
    public static IReadOnlyList<RiskSignal> Of(Registration registration, ClientPolicy client, DeviceHashes? answer, DateTimeOffset now)
    {
        var signals = new List<RiskSignal>();
        var details = registration.Details;
        if (answer is not null && details?.NetworkHash == answer.Network)
        {
            signals.Add(answer.Device is not null && details.DeviceHash == answer.Device ? RiskSignal.SameDevice : RiskSignal.SameNetwork);
        }

        // The last mail that had the link; where that is not known, as when the server's answer was lost, nothing is told by it.
        var sentAt = registration.Second is { Decided: true } second ? second.LastSentAt : registration.Mail.LastSentAt;
        if (now - sentAt < client.Lasting(TimeSpan.FromSeconds(client.QuickAnswerSeconds)))
        {
            signals.Add(RiskSignal.QuickAnswer);
        }

        return signals;
    }
}
