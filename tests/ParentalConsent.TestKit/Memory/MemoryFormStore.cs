using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryFormStore(MemoryCalls? calls = null) : IFormStore
{
    private readonly Dictionary<FormLine, (FormWaiting Waiting, FormPicture Picture)> forms = [];

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What is stored now; counts as no call.</summary>
    public IReadOnlyList<FormLine> Lines
    {
        get
        {
            lock (this)
            {
                return [.. forms.Keys];
            }
        }
    }

    public Task AddAsync(
        StoredRegistration current, string upload, FormPicture picture, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(picture.Bytes.Length, FormPicture.MaxLength, nameof(picture));
        var line = LineOf(current, upload);
        var copy = picture with { Bytes = picture.Bytes.ToArray() };
        return Calls.RunAsync(
            this, () => forms[line] = (new FormWaiting(line, current.Registration.ClientId, now), copy), cancellationToken);
    }

    public Task<FormPicture?> ReadAsync(StoredRegistration current, string upload, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this, () => forms.TryGetValue(LineOf(current, upload), out var found) ? found.Picture : null, cancellationToken);

    public Task RemoveAsync(FormLine line, CancellationToken cancellationToken) =>
        Calls.RunAsync(this, () => forms.Remove(line), cancellationToken);

    public Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(int max, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<FormWaiting>>(
            this, () => [.. forms.Values.Select(form => form.Waiting).Take(max)], cancellationToken);

    public Task<IReadOnlyList<FormWaiting>> ReadWaitingAsync(
        HashSlice slice, DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        Calls.RunAsync<IReadOnlyList<FormWaiting>>(
            this,
            () =>
            [
                .. forms.Values.Select(form => form.Waiting)
                    .Where(form => string.CompareOrdinal(form.Line.RegistrationId, slice.From) >= 0
                        && (slice.Before is null || string.CompareOrdinal(form.Line.RegistrationId, slice.Before) < 0)
                        && form.ReceivedAt < before)
                    .Take(max),
            ],
            cancellationToken);

    private static FormLine LineOf(StoredRegistration current, string upload) =>
        new(current.Registration.Id, current.Registration.Attempt, upload);
}
