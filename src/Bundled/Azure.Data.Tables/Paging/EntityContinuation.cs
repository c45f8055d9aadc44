namespace Azure.Data.Tables.Paging;

/// <summary>Where the next page of entities starts, as the service names it. A token is both keys with a space between.</summary>
internal readonly record struct EntityContinuation(string NextPartitionKey, string NextRowKey)
{
    public static EntityContinuation Parse(string token)
    {
        if (token is null || token.Length <= 1)
        {
            return default;
        }

        var keys = token.Split(' ', 2);
        return new EntityContinuation(keys[0], keys is [_, { Length: > 0 } rowKey] ? rowKey : null);
    }

    public static string TokenOf(Response response)
    {
        var more = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        more |= response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return more ? $"{partitionKey} {rowKey}" : null;
    }
}
