using ParentalConsent.Core.Mails;

namespace ParentalConsent.TestKit.Memory;

public sealed class MemoryMailer(MemoryCalls? calls = null) : IMailer
{
    private readonly List<Mail> tried = [];
    private readonly List<Mail> sent = [];
    private readonly Queue<MailResult> answers = new();

    public MemoryCalls Calls { get; } = calls ?? new MemoryCalls();

    /// <summary>What the mail server says once the scripted answers are used up.</summary>
    public Func<Mail, MailResult> Answer { get; set; } = _ => new MailResult.Sent();

    /// <summary>Every mail that was handed over, whatever came of it.</summary>
    public IReadOnlyList<Mail> Tried
    {
        get
        {
            lock (this)
            {
                return [.. tried];
            }
        }
    }

    /// <summary>The mails that the server took.</summary>
    public IReadOnlyList<Mail> Sent
    {
        get
        {
            lock (this)
            {
                return [.. sent];
            }
        }
    }

    /// <summary>The next answers, in order, before <see cref="Answer"/> is asked again.</summary>
    public void AnswerNext(params MailResult[] next)
    {
        lock (this)
        {
            foreach (var answer in next)
            {
                answers.Enqueue(answer);
            }
        }
    }

    public Task<MailResult> SendAsync(Mail mail, CancellationToken cancellationToken) =>
        Calls.RunAsync(
            this,
            () =>
            {
                tried.Add(mail);
                var answer = answers.TryDequeue(out var scripted) ? scripted : Answer(mail);
                if (answer is MailResult.Sent)
                {
                    sent.Add(mail);
                }

                return answer;
            },
            cancellationToken);
}
