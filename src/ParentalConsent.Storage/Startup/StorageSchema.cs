using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using ParentalConsent.Storage.Queues;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Storage.Startup;

/// <summary>Creates the tables and queues that are missing, once, before the first function runs.</summary>
public sealed class StorageSchema(TableServiceClient tables, QueueServiceClient queues) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. TableNames.All.Select(Task (name) => tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
        .. QueueNames.All.Select(Task (name) => queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
