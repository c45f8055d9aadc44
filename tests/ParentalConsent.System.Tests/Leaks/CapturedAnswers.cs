using System.Collections.Concurrent;
using System.Net;

namespace ParentalConsent.SystemTests.Leaks;

/// <summary>
/// Keeps what the app answers: all headers, and the bodies of everything but the held data's own answer and the pages that
/// show guardians what is about their child, or give them back the form they filled in.
/// </summary>
public sealed class CapturedAnswers : DelegatingHandler
{
    private static readonly HttpStatusCode[] FormGivenBack =
        [HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict];

    private readonly ConcurrentQueue<string> answers = new();

    public CapturedAnswers()
        : base(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false })
    {
    }

    public IReadOnlyCollection<string> Answers => answers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        var isTheirs = (path.EndsWith("/data", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.OK)
            || (path.StartsWith("/consent/", StringComparison.Ordinal) && FormGivenBack.Contains(answer.StatusCode));
        var body = isTheirs ? "" : await answer.Content.ReadAsStringAsync(cancellationToken);
        answers.Enqueue($"{(int)answer.StatusCode} {answer.ReasonPhrase} {answer.Headers} {answer.Content.Headers} {body}");
        return answer;
    }
}
