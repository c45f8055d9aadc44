using ParentalConsent.Core.Discoveries;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Lets as many through as a test says, and then has them wait.</summary>
internal sealed class SetPace : IAskingPace
{
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(7);

    /// <summary>Null for any number.</summary>
    public int? Left { get; set; }

    public TimeSpan? Take(string clientId) => Left-- == 0 ? Again() : null;

    private TimeSpan Again()
    {
        Left = 1;
        return Wait;
    }
}
