using ParentalConsent.Core.Cases;

namespace ParentalConsent.Core.Certificates;

/// <param name="Name">See <see cref="StepNames"/>.</param>
/// <param name="Done">Whether nothing is left there.</param>
/// <param name="At">Since when; null while it is open.</param>
/// <param name="By">Who did it, or said so: <c>service</c>, <c>client</c> or <c>operator</c>; null while it is open.</param>
public sealed record CertificateStep(string Name, bool Done, DateTimeOffset? At = null, string? By = null)
{
    public const string ByService = "service";
    public const string ByClient = "client";
    public const string ByOperator = "operator";

    /// <summary>What the client calls its systems in which it deleted; null where it did not say.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>How many pieces were counted before they were deleted; null where they were not, or were too many to count.</summary>
    public long? Count { get; init; }

    /// <summary>The step's own entry in the log; null while it is open, and for what the service held, which the deletion's entry is about.</summary>
    public CertificateLog? Log { get; init; }

    /// <summary>Whether both say the same of the same step, wherever the log has it.</summary>
    public bool Agrees(CertificateStep other) =>
        (Name, Done, At, By, Count) == (other.Name, other.Done, other.At, other.By, other.Count) && (Systems ?? []).SequenceEqual(other.Systems ?? []);
}
