namespace ParentalConsent.Functions.Http;

public abstract record UploadResult
{
    private UploadResult()
    {
    }

    /// <param name="Form">The fields before the file, and where that was read to its end, those after it.</param>
    /// <param name="File">Empty where none was sent; null where it was larger than allowed.</param>
    public sealed record Read(Form Form, byte[]? File) : UploadResult
    {
        /// <summary>Says nothing, so that no log or trace can.</summary>
        public override string ToString() => nameof(Read);
    }

    /// <param name="Problem">400, 413 or 415; a page may say it in its own words.</param>
    public sealed record Rejected(Problem Problem) : UploadResult;
}
