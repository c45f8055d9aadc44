namespace SignUp.Service;

public abstract record RegistrationResult
{
    private RegistrationResult()
    {
    }

    /// <summary>No consent is needed, and the service has stored nothing.</summary>
    public sealed record NotRequired : RegistrationResult;

    public sealed record Pending(string RegistrationId) : RegistrationResult;

    /// <summary>This subject has been registered with another parent's address before.</summary>
    public sealed record OtherParentAsked : RegistrationResult;

    /// <param name="Fields">The names of the fields that the service did not accept.</param>
    public sealed record Invalid(IReadOnlyList<string> Fields) : RegistrationResult;
}
