using System.Globalization;
using ParentalConsent.Core.DeletionLog;

namespace ParentalConsent.Functions.DeletionLog;

/// <summary>Settings under <c>DeletionLog</c>.</summary>
public sealed record DeletionLogOptions
{
    public const string Section = "DeletionLog";

    /// <summary>How many years an entry of the log is kept.</summary>
    public string RetentionYears { get; init; } = "3";

    public LogRetention Retention => new(Read(RetentionYears) ?? throw new InvalidOperationException("Settings are checked before they are used."));

    /// <summary>A setting as a number of years; null where it is none from 1 to 10.</summary>
    public static int? Read(string setting) =>
        int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= 10 ? years : null;
}
