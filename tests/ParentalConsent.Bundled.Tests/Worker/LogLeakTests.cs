using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class LogLeakTests
{
    private static readonly Dictionary<string, string> EverythingLogged = new()
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
    };

    [Theory]
    [InlineData("Echo")]
    [InlineData("Fails")]
    [InlineData("NeedsKey")]
    public async Task Requests_LeaveNoBodyQueryOrHeaderInTheLog(string function)
    {
        await using var host = await TestHost.StartAsync([function], EverythingLogged);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{function}?q=marked-query&code=marked-key")
        {
            Content = new StringContent("marked-body"),
        };
        request.Headers.Add("X-Sent", "marked-header");
        request.Headers.Add("Cookie", "c=marked-cookie");

        using var response = await host.Client.SendAsync(request);
        await host.StopAsync();

        Assert.Contains(host.Log.Lines, line => line.Level <= LogLevel.Debug);
        Assert.DoesNotContain("marked-", host.Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachRequest_IsOneLine_WithFunctionStatusAndInvocation()
    {
        await using var host = await TestHost.StartAsync(["Hello"]);

        await host.Client.GetAsync("/api/hello/marked-name");
        await host.StopAsync();

        var line = Assert.Single(host.Log.Lines, line => line.Category == "Function.Hello");
        Assert.Matches("^Hello answered 202 \\([0-9a-f-]{36}\\) $", line.Text);
        Assert.DoesNotContain("marked-", host.Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_LeaveNoBodyInTheLog()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe { OnCall = (_, _) => throw new InvalidOperationException("cannot") };
        await queue.SendAsync("marked-message");
        var settings = queue.Settings(("queues:maxDequeueCount", "2"));
        foreach (var (name, value) in EverythingLogged)
        {
            settings[name] = value;
        }

        await using var host = await TestHost.StartAsync(["TakeText"], settings, builder => builder.Services.AddSingleton(probe));
        await TestQueue.UntilAsync(queue.Poison, 1);
        await host.StopAsync();

        Assert.DoesNotContain("marked-", host.Log.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("marked-message"u8), host.Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Levels_ComeFromHostJson_AndThenFromLogging()
    {
        await using var quiet = await TestHost.StartAsync(["Hello"], new() { ["AzureFunctionsJobHost:logging:logLevel:default"] = "Error" });
        await quiet.Client.GetAsync("/api/hello/x");
        await using var loud = await TestHost.StartAsync(["Hello"], new()
        {
            ["AzureFunctionsJobHost:logging:logLevel:Function"] = "Error",
            ["Logging:LogLevel:Function"] = "Information",
        });
        await loud.Client.GetAsync("/api/hello/x");
        await Task.WhenAll(quiet.StopAsync(), loud.StopAsync());

        Assert.Empty(quiet.Log.Lines);
        Assert.NotEmpty(loud.Log.Lines);
    }
}
