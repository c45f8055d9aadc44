namespace ParentalConsent.Core.Policies;

/// <summary>Data of a client's in Azure that this service deletes itself.</summary>
/// <param name="Name">1 to 20 of a-z, 0-9 and hyphen.</param>
/// <param name="Endpoint">Of the table or blob service: https, or http on loopback.</param>
/// <param name="Container">The table, or the container.</param>
/// <param name="Place">The partition, or what names begin with; has one of the placeholders at least. A prefix ends with a slash.</param>
public sealed record DeletionTarget(string Name, TargetKind Kind, Uri Endpoint, string Container, string Place)
{
    public const string Subject = "{subjectId}";

    public const string Registration = "{registrationId}";

    /// <summary>For one client.</summary>
    public const int Most = 5;

    /// <summary>Whether both are in one table or container, whatever their places in it.</summary>
    public bool SharesContainer(DeletionTarget other) =>
        Kind == other.Kind
        && string.Equals(Endpoint.Authority, other.Endpoint.Authority, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Endpoint.AbsolutePath.TrimEnd('/'), other.Endpoint.AbsolutePath.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        && string.Equals(Container, other.Container, StringComparison.OrdinalIgnoreCase);

    public bool NeedsSubject => Place.Contains(Subject, StringComparison.Ordinal);

    /// <returns>Null where the subject is needed and not known.</returns>
    public string? PlaceOf(string registrationId, string? subjectId) => NeedsSubject && subjectId is null
        ? null
        : Place.Replace(Registration, registrationId, StringComparison.Ordinal).Replace(Subject, subjectId, StringComparison.Ordinal);
}
