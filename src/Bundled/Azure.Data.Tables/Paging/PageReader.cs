using Azure.Core;

namespace Azure.Data.Tables.Paging;

/// <summary>How to ask for one page and what its answer means; both clients' queries are made of it.</summary>
/// <param name="CreateMessage">Makes the request from a continuation token and a page size, each of which may be null.</param>
/// <param name="Send">Sends it.</param>
/// <param name="SendAsync">Sends it without blocking.</param>
/// <param name="Read">Makes the page from the answer.</param>
internal sealed record PageReader<T>(
    Func<string, int?, HttpMessage> CreateMessage,
    Func<HttpMessage, Response> Send,
    Func<HttpMessage, Task<Response>> SendAsync,
    Func<Response, Page<T>> Read);
