namespace ParentalConsent.Core.Webhooks;

/// <summary>What came of one try. The status is a code, or a word of ours; never the receiver's text.</summary>
public abstract record WebhookAnswer(string Status)
{
    /// <summary>2xx.</summary>
    /// <param name="Body">As much of it as was read: at most 4 KB, empty where more came.</param>
    public sealed record Done(string Status, ReadOnlyMemory<byte> Body) : WebhookAnswer(Status)
    {
        /// <summary>Without the body, which is not ours.</summary>
        public override string ToString() => Status;
    }

    /// <param name="RetryAfter">What the receiver asked for; null where it did not.</param>
    public sealed record Failed(string Status, TimeSpan? RetryAfter = null) : WebhookAnswer(Status);

    /// <summary>410: the receiver wants no more.</summary>
    public sealed record Gone(string Status) : WebhookAnswer(Status);
}
