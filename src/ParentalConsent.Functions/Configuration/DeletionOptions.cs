namespace ParentalConsent.Functions.Configuration;

/// <summary>Settings under <c>Deletion</c>.</summary>
public sealed record DeletionOptions
{
    public const string Section = "Deletion";

    /// <summary>When the sweep runs, at least once an hour: NCRONTAB with seconds, read by the Functions host.</summary>
    public string Schedule { get; init; } = "";
}
