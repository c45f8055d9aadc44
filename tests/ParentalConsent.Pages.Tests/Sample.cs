using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Signals;
using ParentalConsent.TestKit;

namespace ParentalConsent.Pages.Tests;

/// <summary>A client, its purposes and a registration to show.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    public static readonly string Token = new('t', 64);

    public static readonly ServiceAddress Address = new(new Uri("https://consent.example"));

    public static readonly PolicySet Policies = new(
        ShippedNotices.All,
        new Dictionary<string, ClientPolicy>
        {
            ["wayfarer"] = new()
            {
                Id = "wayfarer",
                Name = "Wayfarer",
                Contact = "privacy@wayfarer.example",
                PrivacyPolicy = new Uri("https://wayfarer.example/privacy"),
                Purposes = ["account", "recommendations", "partners"],
                Methods = [VerificationMethod.Email, VerificationMethod.SignedForm, VerificationMethod.Attested],
            },
        },
        new Dictionary<string, Purpose>
        {
            ["account"] = Purpose("account", "Account and trips", "Name, e-mail address and saved trips, while the account exists.", integral: true),
            ["recommendations"] = Purpose("recommendations", "Recommendations", "Saved trips, to suggest places; up to 12 months."),
            ["partners"] = Purpose("partners", "Offers from partners", "Age group and country go to travel partners.") with {
                DisclosesToThirdParties = true, Recipients = new Dictionary<string, string> { ["en"] = "Acme Travel Ltd, Cork" },
            },
        },
        new Dictionary<string, CountryRule>());

    /// <summary>A policy from which everything was taken out.</summary>
    public static readonly PolicySet NoPolicies = Policies with
    {
        Clients = new Dictionary<string, ClientPolicy>(), Purposes = new Dictionary<string, Purpose>(),
    };

    public static readonly Registration Waiting = new()
    {
        Id = "00112233445566778899aabbccddeeff",
        ClientId = "wayfarer",
        Attempt = "0123456789abcdef",
        CreatedAt = Now,
        Deadline = new DateTimeOffset(2026, 12, 6, 9, 30, 0, TimeSpan.Zero),
        Purposes = ["account", "recommendations", "partners"],
        NoticeVersion = "2026-11-01",
        Details = new PersonalDetails { GuardianEmail = "parent@example.org", ChildName = "Mia" },
    };

    public static Core.Guardians.SecondGuardian Second { get; } = new() { Mark = "1111222233334444", Hash = new('a', 32) };

    public static Registration Granted { get; } = Decided(RegistrationState.Granted) with
    {
        GrantedPurposes = ["account", "recommendations"],
        Details = Waiting.Details! with { GuardianName = "Sam Jones", Relationship = "mother" },
    };

    /// <summary>A guardian said yes, and it waits at this step.</summary>
    public static Registration At(VerificationStep step) => Waiting with
    {
        Method = step switch
        {
            VerificationStep.CallAwaited => VerificationMethod.Attested,
            VerificationStep.ProviderAwaited => VerificationMethod.Provider,
            _ => VerificationMethod.SignedForm,
        },
        NeededAssurance = Assurance.Verified,
        Signals = [RiskSignal.AddressVariant],
        Verification = new()
        {
            Step = step,
            Since = Now,
            Reference = "ABCD-EFGH-JKMN",
            Upload = step is VerificationStep.FormReceived or VerificationStep.FormRejected ? "0011223344556677" : null,
            Problem = step is VerificationStep.FormRejected ? FormProblem.NotSigned : null,
        },
        Details = Waiting.Details! with
        {
            Pending = new PendingGrant("Sam Jones", "mother", ["account", "partners"], "en", null, Now),
        },
    };

    /// <summary>Asked for more, as <see cref="Core.Questions.QuestionViews.AsAsked"/> shows it.</summary>
    public static Registration Question { get; } = Waiting with { IsQuestion = true, Purposes = ["recommendations", "partners"], AddressMark = "9999888877776666" };

    /// <summary>What was allowed by it, as <see cref="Core.Questions.QuestionViews.AsAllowed(Registration, string)"/> shows it.</summary>
    public static Registration Further { get; } = Granted with
    {
        IsQuestion = true, Purposes = ["recommendations", "partners"], GrantedPurposes = ["partners"], NoticeHash = new('b', 64),
    };

    public static PageRenderer Renderer { get; } = MakeRenderer();

    public static Registration Decided(RegistrationState state) => Waiting with
    {
        State = state,
        DecidedAt = Now.AddHours(3),
        DecisionId = "fedcba9876543210",
        DeletionReason = Core.Deletion.DeletionReasons.Of(state),
    };

    public static Registration For(string? child) => Waiting with { Details = Waiting.Details! with { ChildName = child } };

    private static Purpose Purpose(string id, string title, string description, bool integral = false) => new()
    {
        Id = id,
        Title = new Dictionary<string, string> { ["en"] = title },
        Description = new Dictionary<string, string> { ["en"] = description },
        DataItems = new Dictionary<string, string> { ["en"] = "name, e-mail address" },
        Retention = new Dictionary<string, string> { ["en"] = "while the account exists" },
        Integral = integral,
    };

    private static PageRenderer MakeRenderer()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<PageRenderer>();
        return services.BuildServiceProvider().GetRequiredService<PageRenderer>();
    }
}
