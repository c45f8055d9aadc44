namespace ParentalConsent.Core.Notices;

/// <summary>A heading and what is under it.</summary>
public sealed record NoticeSection(string Heading, IReadOnlyList<NoticeLine> Lines);
