using Azure.Core;

namespace ParentalConsent.Storage.Tests.Secrets;

internal sealed class StaticCredential : TokenCredential
{
    public const string Token = "token-of-the-app";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(Token, DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
