namespace ParentalConsent.Core.Deletion;

/// <summary>Finds what is due and hands it out.</summary>
public sealed class DeleteUnconsented
{
    public Task ExecuteAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
