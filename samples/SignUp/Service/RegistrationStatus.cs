namespace SignUp.Service;

/// <param name="State">awaitingParent, granted, ofAge, refused, disowned, cancelled, expired, withdrawn, deleting or deleted.</param>
/// <param name="Deadline">When what is held is deleted if no parent has answered.</param>
public sealed record RegistrationStatus(string State, DateTimeOffset Deadline, DeletionStatus? Deletion)
{
    /// <summary>The state, or what led to the deletion once that has begun.</summary>
    public string Result => Deletion?.Reason ?? State;
}

/// <param name="Reason">refused, disowned, cancelled, expired or withdrawn.</param>
public sealed record DeletionStatus(string? Reason);
