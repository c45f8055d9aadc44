namespace ParentalConsent.Core.Discoveries;

/// <summary>How the lines of a discovery are written.</summary>
public enum DiscoveryFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>RFC 4180, a record a line, under a header.</summary>
    Csv,
}
