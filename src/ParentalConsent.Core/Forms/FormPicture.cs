namespace ParentalConsent.Core.Forms;

/// <summary>A signed form as it was sent back.</summary>
/// <param name="Kind">By content, whatever its name or declared type were.</param>
public sealed record FormPicture(FormKind Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>8 MiB: a photo by any telephone, or a scanned page.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(FormPicture);
}
