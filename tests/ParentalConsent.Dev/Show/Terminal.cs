namespace ParentalConsent.Dev.Show;

/// <summary>Writes for a person: colours and a moving wait line on a terminal, plain lines elsewhere.</summary>
public sealed class Terminal(TextWriter output)
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(10);
    private static readonly char[] Frames = ['|', '/', '-', '\\'];

    private readonly bool isLive = !Console.IsOutputRedirected;
    private readonly bool hasColour =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Takes the place of a wait line, if there is one.</summary>
    public void Line(string text = "") => output.WriteLine(isLive ? $"\r\u001b[K{text}" : text);

    public void Heading(string text)
    {
        Line();
        Line(Paint("1", text));
    }

    /// <summary>Something someone did.</summary>
    public void Did(string text) => Line($"  {Paint("36", "→")} {text}");

    /// <summary>What came back.</summary>
    public void Got(string text) => Line($"  {Paint("36", "←")} {text}");

    public void Mail(string text) => Line($"  {Paint("33", "✉")} {text}");

    public void Detail(string text) => Line(Paint("2", $"      {text}"));

    public void Success(string text) => Line($"  {Paint("32", "✓")} {text}");

    public void Failure(string text) => Line($"  {Paint("31", "✗")} {text}");

    /// <summary>Shows that something is awaited, and for how long, until <paramref name="work"/> is done.</summary>
    public async Task<TResult> WhileAsync<TResult>(string what, Task<TResult> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var frame = 0; await Task.WhenAny(work, Task.Delay(isLive ? FrameTime : QuietTime)) != work; frame++)
        {
            var waited = $"{what} ({TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s)";
            if (isLive)
            {
                output.Write($"\r\u001b[K  {Paint("2", $"{Frames[frame % Frames.Length]} {waited}")}");
            }
            else
            {
                Line($"  … {waited}");
            }
        }

        if (isLive)
        {
            output.Write("\r\u001b[K");
        }

        return await work;
    }

    public Task WhileAsync(string what, Task work) => WhileAsync(what, Finish(work));

    private static async Task<bool> Finish(Task work)
    {
        await work;
        return true;
    }

    private string Paint(string colour, string text) => hasColour ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
