namespace Azure.Data.Tables.Paging;

internal sealed class AsyncTablePageable<T>(PageReader<T> reader, int? maxPerPage, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var message = reader.CreateMessage(continuationToken, pageSizeHint ?? maxPerPage);
            var page = reader.Read(await reader.SendAsync(message).ConfigureAwait(false));
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
