namespace Azure.Data.Tables.Paging;

internal sealed class TablePageable<T>(PageReader<T> reader, int? maxPerPage) : Pageable<T>
{
    public override IEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = reader.Read(reader.Send(reader.CreateMessage(continuationToken, pageSizeHint ?? maxPerPage)));
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
