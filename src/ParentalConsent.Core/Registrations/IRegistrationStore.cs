namespace ParentalConsent.Core.Registrations;

/// <summary>Registrations with their history and held data; each method is one call to storage unless it says otherwise.</summary>
public interface IRegistrationStore
{
    Task<StoredRegistration?> FindAsync(string registrationId, CancellationToken cancellationToken);

    /// <summary>The registration whose guardian's yes goes by this <see cref="Methods.VerificationReference"/>; null where none does.</summary>
    Task<StoredRegistration?> FindByReferenceAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Adds a registration with its first history entry and, when it <see cref="Registration.HoldsData"/>, its data.</summary>
    /// <param name="heldData">At most 64 KiB; null where the client sent none.</param>
    /// <param name="tombstone">A deleted registration of the same subject to take the place of; null for the first.</param>
    /// <returns>False when there is one already, or the tombstone has changed; nothing is written then.</returns>
    Task<bool> TryAddAsync(
        RegistrationChange added, ReadOnlyMemory<byte>? heldData, StoredRegistration? tombstone, CancellationToken cancellationToken);

    /// <summary>Saves a change with its history entry; drops the held data in the same transaction when the change no longer holds it.</summary>
    /// <returns>False when the registration has changed since it was read; nothing is written then.</returns>
    Task<bool> TrySaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken);

    /// <summary>As <see cref="TrySaveAsync"/>, for what goes on with it at once.</summary>
    /// <returns>As it is stored now; null where <see cref="TrySaveAsync"/> is false.</returns>
    Task<StoredRegistration?> SaveAsync(StoredRegistration current, RegistrationChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Leaves nothing but <paramref name="tombstone"/>: held data, details, wrapped key and history go in one transaction
    /// (history beyond what one transaction can hold goes in further ones, before this returns).
    /// </summary>
    /// <returns>False when the registration has changed since it was read; nothing is deleted then.</returns>
    Task<bool> TryDeleteAsync(StoredRegistration current, Registration tombstone, CancellationToken cancellationToken);

    /// <summary>The held data, opened; null where there is none.</summary>
    Task<ReadOnlyMemory<byte>?> ReadDataAsync(StoredRegistration current, CancellationToken cancellationToken);

    /// <summary>The history of what is still there, oldest first.</summary>
    Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(string registrationId, CancellationToken cancellationToken);
}
