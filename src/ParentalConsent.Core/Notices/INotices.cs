namespace ParentalConsent.Core.Notices;

/// <summary>Every notice that a mail or a decision used, by its hash, for good. They hold no personal data.</summary>
public interface INotices
{
    /// <summary>Keeps a notice; does nothing where it is kept already. One call.</summary>
    Task AddAsync(DirectNotice notice, CancellationToken cancellationToken);

    /// <summary>The hashes of all that are kept. One call for each thousand.</summary>
    Task<IReadOnlyCollection<string>> ReadHashesAsync(CancellationToken cancellationToken);

    /// <summary>The bytes as they were shown; null where no such notice is kept. One call.</summary>
    /// <param name="hash">64 lower-case hex digits.</param>
    /// <exception cref="InvalidOperationException">What is kept there does not have this hash.</exception>
    Task<ReadOnlyMemory<byte>?> FindAsync(string hash, CancellationToken cancellationToken);
}
