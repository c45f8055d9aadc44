namespace ParentalConsent.Functions.Policies;

/// <summary>Settings under <c>Policy</c>.</summary>
public sealed record PolicyOptions
{
    public const string Section = "Policy";

    /// <summary>The folder of the policy files; a relative one is looked for beside the app.</summary>
    public string Path { get; init; } = "Policy";

    public string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, Path);
}
