using Microsoft.Extensions.Hosting;
using ParentalConsent.Core.Notices;

namespace ParentalConsent.Functions.Notices;

/// <summary>Keeps the usual notices once the tables are there and before the first function runs.</summary>
internal sealed class NoticesAtStart(PublishUsualNotices publish) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => publish.ExecuteAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
