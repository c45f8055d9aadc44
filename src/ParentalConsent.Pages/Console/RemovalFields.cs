namespace ParentalConsent.Pages.Console;

/// <summary>What an operator entered to have a registration deleted, as it came.</summary>
/// <param name="Behalf">Who wants it.</param>
public sealed record RemovalFields(string? Behalf, string? Reason)
{
    public const string BehalfName = "behalf";
    public const string Guardian = "guardian";
    public const string Other = "other";

    public static RemovalFields Empty { get; } = new(null, null);

    /// <summary>A guardian asked for it; null where nobody said.</summary>
    public bool? GuardianAsked => Behalf switch
    {
        Guardian => true,
        Other => false,
        _ => null,
    };

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(RemovalFields);
}
