namespace ParentalConsent.Storage.Tests.Docs;

/// <summary>A statement of the law, where it is done, and which tests show it.</summary>
internal sealed record LawRow(string Id, string Done, string Shown);
