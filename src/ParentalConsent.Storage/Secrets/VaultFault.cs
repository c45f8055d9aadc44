using Azure;
using Azure.Identity;

namespace ParentalConsent.Storage.Secrets;

/// <summary>What a failed call to Key Vault came to. The exceptions themselves quote headers and bodies, and go no further.</summary>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="Code">Key Vault's error code; without an answer, why there was none, where that is known.</param>
internal sealed record VaultFault(int Status, string? Code)
{
    /// <returns>Null for anything that does not come of a vault that cannot be reached, or that refuses.</returns>
    public static VaultFault? Of(Exception exception) => exception switch
    {
        RequestFailedException answer => new(answer.Status, answer.Status == 0 ? null : answer.ErrorCode),
        AuthenticationFailedException => new(0, "not signed in"),
        IOException or HttpRequestException or OperationCanceledException => new(0, null),
        // One for each try; the last says how it stands.
        AggregateException tries => tries.InnerExceptions.Select(Of).LastOrDefault(),
        _ => null,
    };
}
