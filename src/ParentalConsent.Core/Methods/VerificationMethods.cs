namespace ParentalConsent.Core.Methods;

/// <summary>What each method is worth. The table in <c>docs/methods.md</c> is held to this by a test.</summary>
public static class VerificationMethods
{
    /// <summary>Words for policy files and answers, from the least to the most burdensome.</summary>
    public static IReadOnlyList<(VerificationMethod Method, string Word)> Words { get; } =
    [
        (VerificationMethod.Email, "email"),
        (VerificationMethod.EmailPlus, "email-plus"),
        (VerificationMethod.Provider, "provider"),
        (VerificationMethod.SignedForm, "signed-form"),
        (VerificationMethod.Attested, "attested"),
    ];

    public static string Word(this VerificationMethod method) => Words.First(known => known.Method == method).Word;

    /// <returns>Null for a word that names no method.</returns>
    public static VerificationMethod? Find(string? word) =>
        Words.Where(known => known.Word == word).Select(known => (VerificationMethod?)known.Method).FirstOrDefault();

    public static Assurance Level(this VerificationMethod method) => method switch
    {
        VerificationMethod.Email => Assurance.Asserted,
        VerificationMethod.EmailPlus => Assurance.Confirmed,
        _ => Assurance.Verified,
    };

    /// <summary>Neither mail method may carry a purpose that discloses data (COPPA 312.5(b)(2)(viii), (ix)).</summary>
    public static bool MayDisclose(this VerificationMethod method) => method.Level() is Assurance.Verified;

    /// <summary>The guardian's yes counts at once; otherwise it waits for the check.</summary>
    public static bool IsImmediate(this VerificationMethod method) => method.Level() < Assurance.Verified;
}
