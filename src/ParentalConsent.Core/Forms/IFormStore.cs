using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Forms;

/// <summary>Pictures of signed forms, sealed, until they were looked at.</summary>
public interface IFormStore
{
    /// <summary>Lists a picture, then keeps it: none is kept that is not listed. Where it is not finished, <see cref="RemoveAsync"/> removes what there is.</summary>
    Task AddAsync(StoredRegistration current, string upload, FormPicture picture, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The picture, opened; null where it is not there, or not whole.</summary>
    Task<FormPicture?> ReadAsync(StoredRegistration current, string upload, CancellationToken cancellationToken);

    /// <summary>Removes a picture, then its line in the list, or what is left of them.</summary>
    Task RemoveAsync(FormLine line, CancellationToken cancellationToken);

    /// <summary>Those that wait to be looked at, and perhaps some that no longer do; in no order.</summary>
    Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(int max, CancellationToken cancellationToken);

    /// <summary>Those of the registrations in one slice that were received before <paramref name="before"/>; one call.</summary>
    Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(HashSlice slice, DateTimeOffset before, int max, CancellationToken cancellationToken);
}
