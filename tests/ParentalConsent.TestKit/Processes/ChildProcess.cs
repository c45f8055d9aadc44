using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ParentalConsent.TestKit.Processes;

/// <summary>
/// A program started by this one that never outlives it: a watcher beside it reads from a pipe of ours
/// and kills it when that pipe closes without a word, as it does when this process is killed.
/// </summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const string Watch = "trap '' INT; read -r _ || kill -KILL \"$1\"";

    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly Process watcher;
    private readonly StringBuilder output = new();
    private readonly StreamWriter log;
    private readonly Task released;

    private ChildProcess(Process process, string logFile)
    {
        this.process = process;
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        watcher = StartWatcher(process.Id);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        released = ReleaseWatcherAsync();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All lines of both streams so far, in the order in which they arrived.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        string logFile)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(logFile) is { Length: > 0 } folder
                ? Directory.CreateDirectory(folder).FullName
                : Environment.CurrentDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(new Process { StartInfo = start }, logFile);
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken = default) =>
        process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to end (SIGTERM) and kills it only if it has not done so within 20 seconds.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            _ = Signal(process.Id, Terminate);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Keep(string.Create(CultureInfo.InvariantCulture, $"Did not stop within {Patience.TotalSeconds:0} s; killed."));
            await KillAsync();
        }
    }

    /// <summary>Ends it with SIGKILL, as a power cut would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await released;
        await log.DisposeAsync();
        watcher.Dispose();
        process.Dispose();
    }

    /// <summary>What happens to the watcher when this process is killed, for the test of it.</summary>
    internal void AbandonWatcher() => watcher.StandardInput.Close();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);

    private static Process StartWatcher(int processId) => Process.Start(
        new ProcessStartInfo("/bin/sh", ["-c", Watch, "sh", processId.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
        })!;

    private async Task ReleaseWatcherAsync()
    {
        await process.WaitForExitAsync();
        try
        {
            await watcher.StandardInput.WriteLineAsync();
            watcher.StandardInput.Close();
            await watcher.WaitForExitAsync();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Someone ended the watcher; there is nothing left to watch.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
            log.WriteLine(line);
            log.Flush();
        }
    }
}
