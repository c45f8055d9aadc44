namespace ParentalConsent.Core.Methods;

/// <summary>The check of a guardian's yes, where the method asks for one. In clear; what the guardian said is sealed.</summary>
public sealed record Verification
{
    public VerificationStep Step { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// Names this yes of the guardian: a <see cref="VerificationReference"/>. New with each yes and each change of method,
    /// so that a form, call or callback for an earlier one does not fit; kept after the consent counts, so that a callback
    /// that comes again is known.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>Which provider was asked to check, by its name in the settings; null where none was. Only that one can answer.</summary>
    public string? Provider { get; init; }

    /// <summary>16 hex digits naming the picture of the form that was sent last; null where none was.</summary>
    public string? Upload { get; init; }

    /// <summary>Why the form was rejected last; null where it was not.</summary>
    public FormProblem? Problem { get; init; }

    /// <summary>A yes was said, and does not count yet.</summary>
    public bool IsPending => Step is not (VerificationStep.None or VerificationStep.Completed);
}
