using System.Globalization;

namespace ParentalConsent.Functions.StaffLog;

/// <summary>Settings under <c>StaffLog</c>.</summary>
public sealed record StaffLogOptions
{
    public const string Section = "StaffLog";

    /// <summary>How long what staff looked at and did is kept: 1 to 10 years.</summary>
    public string RetentionYears { get; init; } = "3";

    /// <summary>The setting as a number; null where it is none that is allowed.</summary>
    public int? Years =>
        int.TryParse(RetentionYears, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= 10 ? years : null;
}
