namespace ParentalConsent.Storage.Tests.Docs;

/// <param name="Class">One of <see cref="DataPage.Classes"/>.</param>
internal sealed record DataLine(string Column, string Class, string Purpose, string Kept);
