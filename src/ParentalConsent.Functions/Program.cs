using Microsoft.Extensions.Hosting;
using ParentalConsent.Functions;
using ParentalConsent.Functions.Configuration;

var builder = ConsentApp.CreateBuilder(args);
if (StartProblems.Find(builder.Services) is { Count: > 0 } problems)
{
    await StartProblems.WriteAsync(problems, Console.Error);
    return 1;
}

using var app = builder.Build();
await app.RunAsync();
return 0;
