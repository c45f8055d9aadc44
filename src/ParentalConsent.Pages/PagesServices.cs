using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Core.Mails;
using ParentalConsent.Pages.Certificates;
using ParentalConsent.Pages.Consent;
using ParentalConsent.Pages.Console;
using ParentalConsent.Pages.Mails;

namespace ParentalConsent.Pages;

public static class PagesServices
{
    /// <summary>Pages and mails. Needs logging, <c>PolicySet</c>, <c>ServiceAddress</c> and <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<PageRenderer>()
        .AddSingleton<ConsentPages>()
        .AddSingleton<CertificatePages>()
        .AddSingleton<ConsolePages>()
        .AddSingleton<IMailComposer, MailComposer>();
}
