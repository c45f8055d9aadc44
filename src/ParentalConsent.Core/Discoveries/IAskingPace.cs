namespace ParentalConsent.Core.Discoveries;

/// <summary>How fast guardians may be asked on behalf of a client.</summary>
public interface IAskingPace
{
    /// <summary>Counts one.</summary>
    /// <returns>Null where it may go on; else how long to wait.</returns>
    TimeSpan? Take(string clientId);
}
