namespace ParentalConsent.Dev.Demo;

public sealed class NotAsExpectedException : Exception
{
    public NotAsExpectedException(string message)
        : base(message)
    {
    }

    public NotAsExpectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NotAsExpectedException()
    {
    }
}
