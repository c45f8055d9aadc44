using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ParentalConsent.TestKit;

namespace ParentalConsent.Bundled.Tests.Worker;

/// <summary>A queue of its own on the emulator, and the settings that make a host read it quickly.</summary>
internal sealed class TestQueue
{
    private static int count;

    private readonly string connectionString;

    private TestQueue(string connectionString, string name)
    {
        this.connectionString = connectionString;
        Name = name;
        Client = new QueueClient(connectionString, name);
        Poison = new QueueClient(connectionString, $"{name}-poison");
    }

    public string Name { get; }

    public QueueClient Client { get; }

    public QueueClient Poison { get; }

    public static async Task<TestQueue> CreateAsync(bool exists = true)
    {
        var azurite = await Azurite.SharedAsync();
        var queue = new TestQueue(
            azurite.ConnectionString, $"worker-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
        await queue.Client.DeleteIfExistsAsync();
        await queue.Poison.DeleteIfExistsAsync();
        if (exists)
        {
            await queue.Client.CreateAsync();
        }

        return queue;
    }

    public Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["Test:Queue"] = Name,
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2",
        };
        foreach (var (name, value) in more)
        {
            settings[name.StartsWith("queues:", StringComparison.Ordinal) ? $"AzureFunctionsJobHost:extensions:{name}" : name] = value;
        }

        return settings;
    }

    public Task SendAsync(string text) => Client.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    /// <summary>How many messages the queue holds, hidden ones included.</summary>
    public static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>Waits until the queue holds as many messages; a test that waits in vain ends after a minute.</summary>
    public static async Task<PeekedMessage[]> UntilAsync(QueueClient queue, int messages)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await queue.ExistsAsync(patience.Token) || await CountAsync(queue) != messages)
        {
            await Task.Delay(50, patience.Token);
        }

        return messages == 0 ? [] : (await queue.PeekMessagesAsync(32, patience.Token)).Value;
    }
}
