using System.Collections.Concurrent;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentalConsent.Bundled.Tests.Worker.Functions;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_RunsAroundTheFunction_InTheOrderAdded()
    {
        var trail = new ConcurrentQueue<string>();
        var probe = new Probe { OnCall = (_, _) => { trail.Enqueue("function"); return Task.CompletedTask; } };
        await using var host = await StartAsync("Ask", probe, builder => builder
            .UseMiddleware(Trailing(trail, "a"))
            .UseMiddleware(Trailing(trail, "b"))
            .UseWhen(context => context.FunctionDefinition.Name == "Other", Trailing(trail, "never"))
            .UseWhen(context => context.FunctionDefinition.Name == "Ask", Trailing(trail, "c")));

        await host.Client.GetAsync("/api/Ask");

        Assert.Equal(["a<", "b<", "c<", "function", "c>", "b>", "a>"], trail);
    }

    [Fact]
    public async Task MiddlewareClass_IsMadeOnce_AndSharedByAllInvocations()
    {
        var trail = new ConcurrentQueue<string>();
        await using var host = await StartAsync("Ask", new Probe(), builder =>
        {
            builder.Services.AddSingleton(trail);
            builder.UseMiddleware<Stamping>();
        });

        await host.Client.GetAsync("/api/Ask");
        await host.Client.GetAsync("/api/Ask");

        Assert.Equal(2, trail.Count);
        Assert.Single(trail.Distinct());
    }

    [Fact]
    public async Task Middleware_MayAnswerInTheFunctionsPlace()
    {
        var probe = new Probe();
        await using var host = await StartAsync("Ask", probe, builder => builder.UseMiddleware(async (context, _) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            context.GetInvocationResult().Value = request!.CreateResponse(HttpStatusCode.Forbidden);
        }));

        using var response = await host.Client.GetAsync("/api/Ask");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(0, probe.Waiting);
    }

    [Fact]
    public async Task Middleware_SeesAndChangesTheResponse()
    {
        await using var host = await StartAsync("Ask", new Probe(), builder => builder.UseMiddleware(async (context, next) =>
        {
            Assert.Null(context.GetHttpResponseData());
            await next();
            context.GetHttpResponseData()!.Headers.Add("X-Added", context.GetInvocationResult<HttpResponseData>().Value!.StatusCode.ToString());
        }));

        using var response = await host.Client.GetAsync("/api/Ask");

        Assert.Equal("OK", response.Headers.GetValues("X-Added").Single());
    }

    [Fact]
    public async Task Middleware_CatchesWhatTheFunctionThrows()
    {
        var probe = new Probe { OnCall = (_, _) => throw new InvalidOperationException("inside") };
        await using var host = await StartAsync("Ask", probe, builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidOperationException exception) when (exception.Message == "inside")
            {
                var request = await context.GetHttpRequestDataAsync();
                context.GetInvocationResult().Value = request!.CreateResponse(HttpStatusCode.Conflict);
            }
        }));

        using var response = await host.Client.GetAsync("/api/Ask");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Middleware_RunsAroundQueueFunctionsToo_WithItemsAndFeatures()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.SendAsync("x");
        await using var host = await TestHost.StartAsync(["TakeText"], queue.Settings(), builder =>
        {
            builder.Services.AddSingleton(probe);
            builder.UseMiddleware(async (context, next) =>
            {
                context.Items["mark"] = "set";
                context.Features.Set(new Mark("feature"));
                Assert.Null(await context.GetHttpRequestDataAsync());
                await next();
            });
        });

        var context = (await probe.NextAsync()).Context;

        Assert.Equal("set", context.Items["mark"]);
        Assert.Equal("feature", context.Features.Get<Mark>()?.Text);
        Assert.Equal("TakeText", context.FunctionDefinition.Name);
        Assert.Equal("queueTrigger", context.FunctionDefinition.InputBindings["text"].Type);
        Assert.Equal(["text", "dequeueCount", "id", "context", "cancellationToken"], context.FunctionDefinition.Parameters.Select(p => p.Name));
        Assert.EndsWith("CounterFunctions.TakeTextAsync", context.FunctionDefinition.EntryPoint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_BelongToOneInvocation_AndAreDisposedAfterIt()
    {
        await using var host = await StartAsync("Scope", new Probe(), builder => builder.Services.AddScoped<ScopedFunctions.PerInvocation>());

        var first = await host.Client.GetStringAsync("/api/Scope");
        var second = await host.Client.GetStringAsync("/api/Scope");
        await host.StopAsync();

        Assert.NotEqual(first, second);
        Assert.EndsWith("True", first, StringComparison.Ordinal);
        Assert.Equal(2, ScopedFunctions.PerInvocation.Disposed);
    }

    [Fact]
    public async Task Builder_CannotBuildTwice_NorTakeMiddlewareAfterwards()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        await using var host = (IAsyncDisposable)builder.Build();

        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.UseMiddleware((_, next) => next()));
    }

    private static Func<FunctionContext, Func<Task>, Task> Trailing(ConcurrentQueue<string> trail, string name) => async (_, next) =>
    {
        trail.Enqueue($"{name}<");
        await next();
        trail.Enqueue($"{name}>");
    };

    private static Task<TestHost> StartAsync(string function, Probe probe, Action<FunctionsApplicationBuilder> configure) =>
        TestHost.StartAsync([function], configure: builder =>
        {
            builder.Services.AddSingleton(probe);
            configure(builder);
        });

    public sealed class Stamping(ConcurrentQueue<string> trail) : IFunctionsWorkerMiddleware
    {
        private readonly string stamp = Path.GetRandomFileName();

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trail.Enqueue(stamp);
            return next(context);
        }
    }

    public sealed record Mark(string Text);
}
