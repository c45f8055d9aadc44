using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Signals;

namespace ParentalConsent.Core.Registrations;

/// <summary>
/// What is known about the people of one registration. Stores keep it sealed; it is gone with the registration.
/// </summary>
public sealed record PersonalDetails
{
    public required string GuardianEmail { get; init; }

    /// <summary>Of a second guardian; null where there is none.</summary>
    public string? SecondGuardianEmail { get; init; }

    /// <summary>The client's id of the subject; null unless the client has targets that need it, see <see cref="Policies.DeletionTarget"/>.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The name the client gave for the child, as it is shown to the guardian.</summary>
    public string? ChildName { get; init; }

    /// <summary>BCP 47 tag the client asked for.</summary>
    public string? Locale { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or null where unknown.</summary>
    public string? Country { get; init; }

    /// <summary>The first moment at which the subject is of age everywhere in the country; null where no age is known.</summary>
    public DateTimeOffset? OfAgeAt { get; init; }

    /// <summary>Keyed hash of the network that the child registered from; null where the client passed no device hint.</summary>
    public string? NetworkHash { get; init; }

    /// <summary>Keyed hash of network and browser that the child registered with; null likewise.</summary>
    public string? DeviceHash { get; init; }

    /// <summary>Keyed hash of the child's e-mail address, to compare guardians' with; null where the client did not say it.</summary>
    public string? ChildAddressHash { get; init; }

    /// <summary>Keyed hash of the mailbox behind it; null likewise.</summary>
    public string? ChildMailboxHash { get; init; }

    /// <summary>The guardian's typed name, once they decided.</summary>
    public string? GuardianName { get; init; }

    /// <summary>The guardian's own word for how they relate to the child, once they decided.</summary>
    public string? Relationship { get; init; }

    /// <summary>What the guardian said, while it waits for its check.</summary>
    public PendingGrant? Pending { get; init; }

    /// <summary>Who checked the guardian: an administrator's name, or a provider's; null where nobody had to.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>How they did, as a word.</summary>
    public string? VerifiedHow { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Why an administrator has it deleted; null where none does. Logged before it goes.</summary>
    public string? RemovedFor { get; init; }

    /// <summary>What a guardian said to a question about further purposes, while it waits for its check.</summary>
    public FurtherDetails? Question { get; init; }

    /// <summary>Who gave each <see cref="FurtherConsent"/>, and how they were checked; null where there is none.</summary>
    public IReadOnlyList<FurtherDetails>? Further { get; init; }

    /// <summary>What is known of the child's address.</summary>
    public AddressHashes? ChildAddress() =>
        ChildAddressHash is { } exact && ChildMailboxHash is { } mailbox ? new AddressHashes(exact, mailbox) : null;

    public PersonalDetails With(AddressHashes child) => this with { ChildAddressHash = child.Exact, ChildMailboxHash = child.Mailbox };

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(PersonalDetails);
}
