namespace ParentalConsent.Core.Staff;

/// <summary>Who reads or acts for the operator of this service.</summary>
/// <param name="Name">See <see cref="StaffSignIn"/>; at most 100 characters.</param>
public sealed record StaffMember(string Name, StaffRole Role, StaffSignIn SignIn)
{
    public bool MayRead => Role is StaffRole.Auditor or StaffRole.Operator;

    public bool MayAct => Role is StaffRole.Operator;

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(StaffMember);
}
