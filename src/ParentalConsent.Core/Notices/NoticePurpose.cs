namespace ParentalConsent.Core.Notices;

/// <summary>A purpose as a notice describes it.</summary>
/// <param name="Lines">What is done, with which data, for how long, who else gets it, and whether it is a choice.</param>
/// <param name="IsChoice">The guardian allows it or not; otherwise it is part of every yes.</param>
public sealed record NoticePurpose(string Id, string Title, IReadOnlyList<string> Lines, bool IsChoice);
