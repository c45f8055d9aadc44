using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

/// <summary>Functions whose services come from the scope of one invocation.</summary>
public sealed class ScopedFunctions(Probe probe, IServiceProvider services)
{
    [Function("Ask")]
    public async Task<HttpResponseData> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request, FunctionContext context, CancellationToken cancellationToken)
    {
        await probe.SeenAsync(new Seen(null, 0, "", context), cancellationToken);
        return request.CreateResponse();
    }

    [Function("Scope")]
    public HttpResponseData Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        var own = services.GetRequiredService<PerInvocation>();
        var same = ReferenceEquals(own, request.FunctionContext.InstanceServices.GetRequiredService<PerInvocation>());
        response.WriteString($"{own.Number} {same}");
        return response;
    }

    public sealed class PerInvocation : IDisposable
    {
        private static int count;

        public static int Disposed { get; private set; }

        public int Number { get; } = Interlocked.Increment(ref count);

        public void Dispose() => Disposed++;
    }
}
