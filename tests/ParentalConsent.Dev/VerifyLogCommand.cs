using System.Globalization;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Dev.Show;

namespace ParentalConsent.Dev;

/// <summary>Checks an exported deletion log with nothing but the file and the public keys.</summary>
internal static class VerifyLogCommand
{
    /// <param name="keys">A JWK Set, from <c>/.well-known/jwks.json</c>; null to believe the keys that the file brings along.</param>
    /// <returns>1 where anything does not hold.</returns>
    public static async Task<int> RunAsync(Terminal terminal, string file, string? keys, CancellationToken cancellationToken)
    {
        var (trusted, problem) = await TrustedKeys.ReadAsync([file], keys, cancellationToken);
        if (problem is not null)
        {
            terminal.Failure(problem);
            return 1;
        }

        if (trusted is null)
        {
            terminal.Line("WARNING: without --keys, the keys in the file itself are believed. Whoever forges the file forges them too.");
        }

        await using var content = File.OpenRead(file);
        var verdict = await new VerifyLogFile(trusted, lines => terminal.Line($"  {Number(lines)} lines read"))
            .ExecuteAsync(content, cancellationToken);
        return Show(terminal, file, verdict);
    }

    private static int Show(Terminal terminal, string file, LogFileVerdict verdict)
    {
        if (verdict.Problem is { } problem)
        {
            string?[] place =
            [
                $"line {Number(problem.Line)}",
                problem.Shard is { } shard ? $"shard {shard}" : null,
                problem.Sequence is { } sequence ? $"entry {Number(sequence)}" : null,
                problem.Checkpoint is { } checkpoint ? $"checkpoint {Number(checkpoint)}" : null,
            ];
            terminal.Failure($"{problem.Problem}: {string.Join(", ", place.OfType<string>())} of {file}");
            return 1;
        }

        terminal.Success($"{Number(verdict.Entries)} entries and {Number(verdict.Checkpoints)} checkpoints hold in {file}");
        terminal.Line(verdict.SignedAt is { } at
            ? $"    signed at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; {Number(verdict.Unsigned)} entries came after"
            : "    no checkpoint was signed yet: an end that was cut off would not show");
        return 0;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
