using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ParentalConsent.Functions.Faults;
using ParentalConsent.Functions.Watch;

namespace ParentalConsent.Functions;

/// <summary>The app as it runs: what tests start, too.</summary>
public static class ConsentApp
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.AddParentalConsent(builder.Configuration);
        builder.UseMiddleware<FaultAnswers>();
        builder.UseMiddleware<Heartbeats>();
        return builder;
    }
}
