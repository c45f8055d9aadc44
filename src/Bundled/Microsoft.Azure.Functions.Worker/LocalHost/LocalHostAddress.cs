using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Tells where a started host serves HTTP; useful when it was given port 0.</summary>
public static class LocalHostAddress
{
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public static Uri Of(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return AllOf(host.Services.GetRequiredService<IServer>()) is [var first, ..]
            ? first
            : throw new InvalidOperationException("The host has not been started.");
    }

    internal static IReadOnlyList<Uri> AllOf(IServer server) =>
        [.. server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(Parse) ?? []];

    private static Uri Parse(string address) =>
        new(address.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal));
}
