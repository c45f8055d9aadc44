using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.Consents;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Discoveries;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Forms;
using ParentalConsent.Core.Guardians;
using ParentalConsent.Core.Holds;
using ParentalConsent.Core.Links;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Notices;
using ParentalConsent.Core.Overviews;
using ParentalConsent.Core.Providers;
using ParentalConsent.Core.Questions;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Core.Signing;
using ParentalConsent.Core.Signals;
using ParentalConsent.Core.Staff;
using ParentalConsent.Core.Trends;
using ParentalConsent.Core.Watch;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.Functions.Access;
using ParentalConsent.Functions.Assets;
using ParentalConsent.Functions.Certificates;
using ParentalConsent.Functions.Configuration;
using ParentalConsent.Functions.Consent;
using ParentalConsent.Functions.Console;
using ParentalConsent.Functions.DeletionLog;
using ParentalConsent.Functions.Discoveries;
using ParentalConsent.Functions.Events;
using ParentalConsent.Functions.Health;
using ParentalConsent.Functions.Limits;
using ParentalConsent.Functions.Notices;
using ParentalConsent.Functions.Policies;
using ParentalConsent.Functions.Providers;
using ParentalConsent.Functions.StaffLog;
using ParentalConsent.Functions.Watch;
using ParentalConsent.Pages;
using ParentalConsent.Storage.Startup;

namespace ParentalConsent.Functions;

public static class ParentalConsentServices
{
    /// <summary>Everything the functions need. Settings and policy files are checked when the host starts, all of them at once.</summary>
    public static IServiceCollection AddParentalConsent(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(configuration)
        .AddStorage(configuration)
        .AddVerbs()
        .AddPages()
        .AddEdges();

    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<ServiceOptions, ServiceCheck>(configuration, ServiceOptions.Section);
        services.AddChecked<DeletionOptions, DeletionCheck>(configuration, DeletionOptions.Section);
        services.AddChecked<ConsoleOptions, ConsoleCheck>(configuration, ConsoleOptions.Section);
        services.AddChecked<PolicyOptions, PolicyCheck>(configuration, PolicyOptions.Section);
        services.AddSingleton<IValidateOptions<PolicyOptions>>(new ProviderCheck(configuration));
        services.AddChecked<LimitOptions, LimitCheck>(configuration, LimitOptions.Section);
        services.AddChecked<DeletionLogOptions, DeletionLogCheck>(configuration, DeletionLogOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DeletionLogOptions>>().Value.Retention);
        services.AddChecked<EventOptions, EventCheck>(configuration, EventOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<EventOptions>>().Value.Retention);
        services.AddSingleton(_ => FunctionTriggers.Find(configuration));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DeletionOptions>>().Value.ToLimits());
        services.AddChecked<StaffLogOptions, StaffLogCheck>(configuration, StaffLogOptions.Section);
        services.AddSingleton(provider => new StaffLogRetention(provider.GetRequiredService<IOptions<StaffLogOptions>>().Value.Years!.Value));
        services.AddSingleton(provider => PolicyFiles.Read(provider.GetRequiredService<IOptions<PolicyOptions>>().Value.Folder).Policies);
        services.AddSingleton(provider => new ServiceAddress(new Uri(provider.GetRequiredService<IOptions<ServiceOptions>>().Value.BaseUrl)));
        return services;
    }

    /// <summary>A setting of storage, vault or mail server that is wrong is reported with all others, when the app starts.</summary>
    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        try
        {
            services.AddParentalConsentStorage(configuration);

            // Right after what creates the tables, which comes first of all.
            services.Insert(1, ServiceDescriptor.Singleton<IHostedService, NoticesAtStart>());
            return services;
        }
        catch (SettingException problem)
        {
            services.AddOptions<StorageOptions>().Validate(_ => false, problem.Message).ValidateOnStart();
            return services;
        }
    }

    private static IServiceCollection AddVerbs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SecretKeys>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ILogHolds, HeldDeletions>();
        services.AddSingleton<LinkTokens>();
        services.AddSingleton<RegistrationIds>();
        services.AddSingleton<GuardianSigns>();
        services.AddSingleton<MailIds>();
        foreach (var verb in (Type[])[
            typeof(AddRegistration), typeof(StartRegistration), typeof(RecordDiscovery), typeof(OpenDiscovery), typeof(TakeLines), typeof(EndDiscovery), typeof(WorkDiscovery),
            typeof(ReadDiscoveries), typeof(ForgetDiscoveries), typeof(ReadRegistration), typeof(ReadHeldData), typeof(CancelRegistration), typeof(RecordOwnDecision), typeof(CheckConsent),
            typeof(OpenLink), typeof(ReviewData), typeof(PublishNotice), typeof(PublishUsualNotices), typeof(RecordDecision), typeof(CompleteGrant),
            typeof(StartCheck), typeof(RecordCheck), typeof(ChangeMethod), typeof(RecordAttestation), typeof(UploadForm), typeof(RejectForm),
            typeof(ReadForm), typeof(ReadReviews), typeof(RemoveForgottenForms),
            typeof(CorrectAddress), typeof(ResendRequest), typeof(AdmitAskingMail), typeof(MarkSiblings), typeof(SuppressMails), typeof(LiftSuppression),
            typeof(SendMail), typeof(LinkSiblings), typeof(NoteAskedToo), typeof(MailDelivery), typeof(AskParent), typeof(AskAgain), typeof(RequestDelivery), typeof(RemindParent),
            typeof(EmitEvents), typeof(TellBounce), typeof(ReadEvents), typeof(HandOutComingsOfAge), typeof(TellComingsOfAge), typeof(DeliverEvents), typeof(ReadWebhooks), typeof(ResumeWebhook),
            typeof(PlanCase), typeof(FindRequest), typeof(AdvanceCases), typeof(HandOutCases), typeof(ReadCase), typeof(AcknowledgeDeletion), typeof(TakeAnswer),
            typeof(ReadCases), typeof(ClearTargets), typeof(RetryCase), typeof(ResolveStep), typeof(RemoveRegistration),
            typeof(InviteGuardian), typeof(LeaveAsSecond), typeof(TellSecondGuardian), typeof(SecondDelivery), typeof(RecordDeliveryReport),
            typeof(AskForMore), typeof(MailQuestion), typeof(QuestionDelivery),
            typeof(TellDeleted), typeof(DeleteRegistrations), typeof(DeleteUnconsented), typeof(ReadDeletionLog), typeof(VerifyDeletionLog), typeof(ReadOverview),
            typeof(ReadLogInOrder), typeof(SignCheckpoint), typeof(PruneDeletionLog), typeof(TendDeletionLog), typeof(ExportDeletionLog),
            typeof(FinishSweep), typeof(NoteOwed), typeof(ForgetReports), typeof(ProveEntry), typeof(IssueCertificate), typeof(ReadTrends), typeof(GuardSweep), typeof(LogSafetyStop), typeof(ReleaseSafetyStop), typeof(StorageTime),
            typeof(NoteSweep), typeof(DeletionMeter), typeof(ReadDeletionHealth), typeof(RecordStaff), typeof(ReadStaffLog), typeof(SetHold), typeof(ReleaseHold), typeof(SettleHolds), typeof(ReadHolds)])
        {
            services.AddSingleton(verb);
        }

        return services;
    }

    private static IServiceCollection AddEdges(this IServiceCollection services)
    {
        services.AddSingleton<PresentedKeys>();
        services.AddSingleton<ClientAccess>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<ConsoleAccess>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<DeletionLogCsv>();
        services.AddSingleton<LogExports>();
        services.AddSingleton<CertificateAnswers>();
        services.AddSingleton<LinkAnswers>();
        services.AddSingleton<CheckAnswers>();
        services.AddSingleton<ConsoleSessions>();
        services.AddSingleton<ConsoleGate>();
        services.AddSingleton<ReviewAnswers>();
        services.AddSingleton<SafetyStopAnswers>();
        services.AddSingleton<StaffDesk>();
        services.AddSingleton<HoldAnswers>();
        services.AddSingleton<CaseAnswers>();
        services.AddSingleton<RegistrationAnswers>();
        services.AddSingleton<StaffLogCsv>();
        services.AddSingleton<IAskingPace, AskingPace>();
        services.AddSingleton<IAccountReader, AccountReader>();
        services.AddSingleton<DiscoveryAnswers>();
        services.AddSingleton<DiscoveryResultLines>();
        services.AddSingleton(new AssetFiles(typeof(PagesServices).Assembly));
        return services;
    }

    /// <summary>Stands for the settings that <see cref="StorageServices"/> reads itself.</summary>
    private sealed record StorageOptions;
}
