namespace ParentalConsent.TestKit.Processes;

/// <summary>A program that should have started did not; the message ends with the last lines it printed.</summary>
public sealed class ProcessFailedException : Exception
{
    private const int LinesShown = 40;

    public ProcessFailedException(string message)
        : base(message)
    {
    }

    public ProcessFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ProcessFailedException()
    {
    }

    public static ProcessFailedException From(string what, string output) =>
        new($"{what}{Environment.NewLine}{string.Join(Environment.NewLine, output.Split('\n').TakeLast(LinesShown))}");
}
