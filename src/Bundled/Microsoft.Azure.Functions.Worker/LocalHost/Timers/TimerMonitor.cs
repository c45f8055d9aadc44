using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>
/// Remembers a timer's occurrences, so that one missed while the host was down is made up for. Across restarts only
/// where the setting <c>Functions:Timers:StateFolder</c> names a folder.
/// </summary>
internal sealed partial class TimerMonitor(string function, string? folder, ILogger logger)
{
    private readonly string? path = folder is null ? null : Path.Combine(folder, $"{function}.json");

    /// <returns>Null when nothing is known of earlier occurrences.</returns>
    public ScheduleStatus? Load()
    {
        try
        {
            return path is not null && File.Exists(path) ? JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, function, exception);
            return null;
        }
    }

    public void Save(ScheduleStatus status)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder!);
            var written = path + ".new";
            File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(status));
            File.Move(written, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, function, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(31, LogLevel.Warning, "{Function}: its past occurrences could not be read or kept")]
        public static partial void NotKept(ILogger logger, string function, Exception exception);
    }
}
