namespace ParentalConsent.Storage.Watch;

internal static class WatchRow
{
    /// <summary>The one partition of the table <c>watch</c>.</summary>
    public const string Partition = "watch";
}
