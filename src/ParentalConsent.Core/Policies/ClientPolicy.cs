using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Methods;

namespace ParentalConsent.Core.Policies;

/// <summary>What counsel decided for one client. Read from <c>clients.json</c>.</summary>
public sealed record ClientPolicy
{
    /// <summary>1 to 40 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>The name that guardians know.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address for guardians' questions.</summary>
    public required string Contact { get; init; }

    public required Uri PrivacyPolicy { get; init; }

    /// <summary>Ids from <c>purposes.json</c>, in the order they are shown.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    public AgeRule Rule { get; init; } = AgeRule.Under18;

    /// <summary>Days until unconsented data is deleted, at most 14.</summary>
    public int DeadlineDays { get; init; } = 14;

    /// <summary>Days after the first mail, ascending, each before the deadline.</summary>
    public IReadOnlyList<int> ReminderDays { get; init; } = [1, 3, 7, 12];

    /// <summary>BCP 47 tags of the languages that its guardians are asked in; English always.</summary>
    public IReadOnlyList<string> Locales { get; init; } = [Policies.Locales.Fallback];

    /// <summary>How its guardians may show that they are; at least one.</summary>
    public IReadOnlyList<VerificationMethod> Methods { get; init; } = [VerificationMethod.Email];

    /// <summary>Which provider checks its guardians, by its name in the settings; null where no method is a provider's check.</summary>
    public string? Provider { get; init; }

    /// <summary>Hours after a grant by e-mail plus until the second mail.</summary>
    public int ConfirmAfterHours { get; init; } = 24;

    public TimeSpan ConfirmAfter => Lasting(TimeSpan.FromHours(ConfirmAfterHours));

    /// <summary>An answer within so many seconds of the first mail is a sign that no parent read it; 0 for none.</summary>
    public int QuickAnswerSeconds { get; init; } = 15;

    /// <summary>When its guardians are not reminded. Not for a client whose days pass faster.</summary>
    public QuietHours QuietHours { get; init; } = new(21, 8);

    /// <summary>Where its events are delivered; null where it reads the feed alone. https, and for a test client http on loopback.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>What is done with existing accounts of minors, or of nobody knows what age, that it discovers.</summary>
    public DiscoveryPolicy Discoveries { get; init; } = DiscoveryPolicy.Ask;

    /// <summary>What a deletion takes besides removing what this service holds.</summary>
    public DeletionPolicy Deletion { get; init; } = DeletionPolicy.None;

    /// <summary>Data of the client's that this service deletes itself.</summary>
    public IReadOnlyList<DeletionTarget> Targets { get; init; } = [];

    /// <summary>What a deletion takes until it has been made elsewhere, too: see <see cref="StepNames"/>.</summary>
    public IReadOnlyList<string> FurtherSteps =>
    [
        .. Deletion.Acknowledge ? [StepNames.ClientSystems] : Array.Empty<string>(),
        .. Targets.Select(target => StepNames.OfTarget(target.Name)),
    ];

    /// <summary>The subject's id is kept, sealed, as long as there is something to find by it.</summary>
    public bool KeepsSubjectId => Targets.Any(target => target.NeedsSubject);

    /// <summary>A client for trying things out; only such a one may have a <see cref="TimeScale"/>.</summary>
    public bool Test { get; init; }

    /// <summary>How much faster its days pass: with 86400 a day lasts a second.</summary>
    public int TimeScale { get; init; } = 1;

    /// <summary>How long a span of policy time lasts for this client.</summary>
    public TimeSpan Lasting(TimeSpan policyTime) => policyTime / TimeScale;

    public TimeSpan DeadlineAfter => Lasting(TimeSpan.FromDays(DeadlineDays));
}
