namespace ParentalConsent.Functions.Http;

public abstract record FormResult
{
    private FormResult()
    {
    }

    public sealed record Read(Form Form) : FormResult
    {
        /// <summary>Says nothing, so that no log or trace can.</summary>
        public override string ToString() => nameof(Read);
    }

    /// <param name="Problem">400, 413 or 415; a page may say it in its own words.</param>
    public sealed record Rejected(Problem Problem) : FormResult;
}
