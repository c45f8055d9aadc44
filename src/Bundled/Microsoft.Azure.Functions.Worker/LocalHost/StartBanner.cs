using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker.LocalHost.Discovery;
using Microsoft.Azure.Functions.Worker.LocalHost.Http;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Prints the functions, and where HTTP is served as a line of its own, unless <c>Functions:Banner</c> is false.</summary>
internal sealed class StartBanner(FunctionCatalog catalog, IServer server, HostSettings settings, IConfiguration configuration)
{
    public void Print()
    {
        if (!configuration.GetValue("Functions:Banner", true))
        {
            return;
        }

        var addresses = LocalHostAddress.AllOf(server);
        var lines = new List<string> { "", "Functions:" };
        lines.AddRange(catalog.Functions.Select(function => $"  {function.Name}: {Describe(function, addresses is [var first, ..] ? first : null)}"));
        lines.Add("");
        lines.AddRange(addresses.Select(address => $"Now listening on: {address.GetLeftPart(UriPartial.Authority)}"));
        Console.Out.WriteLine(string.Join(Environment.NewLine, lines));
    }

    private string Describe(LocalFunction function, Uri? address) => function.Trigger switch
    {
        HttpTriggerAttribute http => $"[{string.Join(',', http.Methods?.Select(m => m.ToUpperInvariant()) ?? ["ANY"])}] "
            + $"{address}{RouteTemplates.Of(function.Name, http, settings.RoutePrefix).RawText}",
        QueueTriggerAttribute queue => $"queue {queue.QueueName}",
        TimerTriggerAttribute timer => $"timer {timer.Schedule}",
        var other => other.GetType().Name,
    };
}
