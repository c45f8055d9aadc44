namespace Azure.Data.Tables.Entities;

/// <summary>The answer of <c>GetEntityIfExists</c> where there is none.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException(
        $"{nameof(NullableResponse<T>)} has no value: the service answered with status {response.Status}.");

    public override Response GetRawResponse() => response;
}
