using Microsoft.Extensions.Hosting;
using ParentalConsent.Functions;
using ParentalConsent.Functions.Configuration;
using ParentalConsent.Functions.Faults;

var builder = ConsentApp.CreateBuilder(args);
if (StartProblems.Find(builder.Services) is { Count: > 0 } problems)
{
    await StartProblems.WriteAsync(problems, Console.Error);
    return 1;
}

using var app = builder.Build();
try
{
    await app.StartAsync();
}
catch (Exception exception) when (FaultAnswers.IsUnavailability(exception))
{
    await StartProblems.WriteAsync(
        [$"The storage account of the setting AzureWebJobsStorage must answer; it does not: {FaultText.TypesOf(exception)}"], Console.Error);
    return 1;
}

await app.WaitForShutdownAsync();
return 0;
