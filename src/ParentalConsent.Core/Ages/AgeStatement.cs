namespace ParentalConsent.Core.Ages;

/// <summary>What a subject, or their client, says about their age.</summary>
/// <param name="BirthDate">Known to the day; excludes <paramref name="Age"/>.</param>
/// <param name="Age">In completed years; excludes <paramref name="BirthDate"/>. Neither: unknown, the strictest rule holds.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null or one that nobody knows: the strictest rule holds.</param>
public sealed record AgeStatement(DateOnly? BirthDate, int? Age, string? Country)
{
    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(AgeStatement);
}
