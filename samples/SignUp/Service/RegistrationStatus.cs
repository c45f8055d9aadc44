namespace SignUp.Service;

/// <param name="State">awaitingParent, granted, refused, disowned, cancelled, expired, withdrawn, ofAge, deleting or deleted.</param>
/// <param name="Deadline">When what is held is deleted if no parent has answered.</param>
public sealed record RegistrationStatus(string State, DateTimeOffset? Deadline);
