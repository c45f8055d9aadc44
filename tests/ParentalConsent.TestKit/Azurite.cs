using System.Collections.Concurrent;
using System.Diagnostics;

namespace ParentalConsent.TestKit;

/// <summary>
/// An empty storage account of its own: Azurite with blobs, queues and tables in memory, on free loopback ports.
/// When PARENTALCONSENT_TEST_STORAGE holds a connection string, that account is used and nothing is started.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    public const string SharedStorageVariable = "PARENTALCONSENT_TEST_STORAGE";

    private static readonly Lazy<Task<Azurite>> Shared = new(StartSharedAsync);
    private readonly Process? process;

    private Azurite(AzuriteEndpoints endpoints, Process? process)
    {
        this.process = process;
        ConnectionString = endpoints.ConnectionString;
        BlobUri = endpoints.Blob;
        QueueUri = endpoints.Queue;
        TableUri = endpoints.Table;
    }

    public string ConnectionString { get; }

    public Uri BlobUri { get; }

    public Uri QueueUri { get; }

    public Uri TableUri { get; }

    /// <summary>The one instance of this test process; it ends with the process, so callers do not dispose it.</summary>
    public static Task<Azurite> SharedAsync() => Shared.Value;

    public static async Task<Azurite> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(SharedStorageVariable) is { Length: > 0 } connectionString)
        {
            return new Azurite(AzuriteEndpoints.Parse(connectionString), process: null);
        }

        var tools = await AzuriteTools.EnsureInstalledAsync(cancellationToken);
        var process = Launch(tools);
        try
        {
            return new Azurite(await ReadEndpointsAsync(process, cancellationToken), process);
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    public ValueTask DisposeAsync() => process is null ? ValueTask.CompletedTask : StopAsync(process);

    private static async Task<Azurite> StartSharedAsync()
    {
        var azurite = await StartAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azurite.process?.Kill();
        return azurite;
    }

    private static Process Launch(string tools)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--require", Path.Combine(tools, "exit-with-parent.cjs"),
            AzuriteTools.ScriptIn(tools),
            "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return AzuriteTools.Start(start);
    }

    /// <summary>Azurite names the ports it was given on its standard output, once each service listens.</summary>
    private static async Task<AzuriteEndpoints> ReadEndpointsAsync(Process process, CancellationToken cancellationToken)
    {
        var output = new ConcurrentQueue<string>();
        var found = new ConcurrentDictionary<string, Uri>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        void Read(string? line)
        {
            if (line is null)
            {
                return;
            }

            output.Enqueue(line);
            if (AzuriteEndpoints.ListeningLine().Match(line) is { Success: true } match)
            {
                found[match.Groups["service"].Value] = new Uri(match.Groups["address"].Value);
                if (found.Count == 3)
                {
                    ready.TrySetResult();
                }
            }
        }

        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var exited = process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(ready.Task, exited) == exited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"Azurite ended before it listened:\n{string.Join('\n', output)}");
        }

        return AzuriteEndpoints.Local(found["Blob"], found["Queue"], found["Table"]);
    }

    private static async ValueTask StopAsync(Process process)
    {
        using (process)
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
    }
}
