namespace SignUp.Service;

/// <param name="State">awaitingParent, granted, ofAge, refused, disowned, cancelled, expired, withdrawn, deleting or deleted.</param>
/// <param name="Deadline">When what is held is deleted if no parent has answered.</param>
/// <param name="Mail">What became of the messages to the parent; null once it ends.</param>
public sealed record RegistrationStatus(string State, DateTimeOffset Deadline, DeletionStatus? Deletion, MailStatus? Mail)
{
    /// <summary>The state, or what led to the deletion once that has begun.</summary>
    public string Result => Deletion?.Reason ?? State;
}

/// <param name="State">pending, sent, failed, bounced or suppressed.</param>
public sealed record MailStatus(string State, int ResendsLeft, int AddressChangesLeft);

/// <param name="Reason">refused, disowned, cancelled, expired, withdrawn, discovered, administrator or guardianRequest.</param>
public sealed record DeletionStatus(string? Reason);
