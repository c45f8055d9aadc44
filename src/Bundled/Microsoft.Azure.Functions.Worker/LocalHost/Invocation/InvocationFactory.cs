using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Starts invocations: a scope, an id and a token that ends with the host, the caller or the time allowed.</summary>
internal sealed class InvocationFactory(
    IServiceScopeFactory scopes,
    FunctionPipeline pipeline,
    HostSettings settings,
    TimeProvider clock,
    IHostApplicationLifetime lifetime)
{
    public CancellationToken HostStops => lifetime.ApplicationStopping;

    public FunctionInvocation Create(
        LocalFunction function, Func<IReadOnlyDictionary<string, object?>> bindingData, CancellationToken callerGone = default)
    {
        var timeout = settings.FunctionTimeout is { } allowed ? new CancellationTokenSource(allowed, clock) : null;
        var token = timeout is null
            ? CancellationTokenSource.CreateLinkedTokenSource(HostStops, callerGone)
            : CancellationTokenSource.CreateLinkedTokenSource(HostStops, callerGone, timeout.Token);
        var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(
            function, NewId(), scope.ServiceProvider, new LocalBindingContext(bindingData), token.Token);
        return new FunctionInvocation(context, pipeline, scope, token, timeout);
    }

    private static string NewId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
}
