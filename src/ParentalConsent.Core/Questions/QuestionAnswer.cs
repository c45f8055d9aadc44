namespace ParentalConsent.Core.Questions;

/// <summary>What became of a question.</summary>
public enum QuestionAnswer
{
    /// <summary>At least one of its purposes was allowed.</summary>
    Allowed,

    /// <summary>The consent is to stay as it was.</summary>
    Refused,

    /// <summary>Nobody answered in time, or the check of the yes did not end in time; what was said is gone.</summary>
    Lapsed,
}
