using ParentalConsent.Functions;

using var app = ConsentApp.CreateBuilder(args).Build();
return await StartUp.RunAsync(app);
