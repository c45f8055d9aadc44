namespace SignUp.Service;

/// <param name="SubjectId">Our own id for this person; never their e-mail address.</param>
/// <param name="ChildName">What the mail to the parent calls the child.</param>
/// <param name="Purposes">Each is the parent's own choice, but for those that the account cannot do without.</param>
/// <param name="Data">Held sealed by the service until a parent agrees; up to 64 KiB.</param>
public sealed record RegistrationRequest(
    string SubjectId,
    DateOnly DateOfBirth,
    string Country,
    string Locale,
    string ParentEmail,
    string ChildName,
    IReadOnlyList<string> Purposes,
    HeldData Data,
    ChildsDevice? Device);
