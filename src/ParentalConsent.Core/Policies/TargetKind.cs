namespace ParentalConsent.Core.Policies;

public enum TargetKind
{
    /// <summary>A partition of a table.</summary>
    Table,

    /// <summary>Blobs whose names begin alike.</summary>
    Blobs,
}
