namespace ParentalConsent.Core.Watch;

/// <summary>What an operator let go on after a safety stop.</summary>
/// <param name="Reason">As they typed it: 10 to 500 characters.</param>
/// <param name="At">What was due by then is released.</param>
/// <param name="UpTo">If more lines than this were due by then, none of them is.</param>
/// <param name="Until">From then on the usual limit counts again.</param>
/// <param name="Logged">Whether the log has it; before that it does not count.</param>
public sealed record SafetyRelease(
    string Id, string By, string Reason, DateTimeOffset At, int UpTo, DateTimeOffset Until, bool Logged = false)
{
    /// <summary>Names nobody, so that no log or trace can.</summary>
    public override string ToString() => $"{nameof(SafetyRelease)} {Id}";
}
