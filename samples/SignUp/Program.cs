using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using SignUp;
using SignUp.Service;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddOptions<ServiceOptions>()
    .BindConfiguration(ServiceOptions.Section)
    .ValidateDataAnnotations()
    .ValidateOnStart();
builder.Services.AddHttpClient<ConsentService>(ConsentService.Configure);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<SignUps>();

// No visitor is signed in here and no cookie is set, so there is no session that a forged form could use.
builder.Services.AddRazorPages()
    .AddRazorPagesOptions(pages => pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()));
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

var app = builder.Build();

app.UseExceptionHandler("/trouble");
app.UseStatusCodePagesWithReExecute("/trouble", "?status={0}");
app.Use(SafeHeaders.AddAsync);
app.UseStaticFiles();
app.MapRazorPages();
app.MapGet("/health", () => Results.Ok());

await app.RunAsync();
