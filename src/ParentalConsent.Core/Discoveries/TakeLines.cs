using ParentalConsent.Core.Queues;

namespace ParentalConsent.Core.Discoveries;

/// <param name="From">The number of the first line that <paramref name="Lines"/> has.</param>
/// <param name="Ends">What follows the last line feed is a line, too, and no more are to come.</param>
public sealed record TakeLinesCommand(StoredDiscovery Discovery, LineReader Lines, long From, bool Ends);

/// <param name="Discovery">As it is now: the lines before <see cref="Discovery.NextLine"/> are kept, whatever the result.</param>
public abstract record TakeLinesResult(Discovery Discovery)
{
    public sealed record Taken(Discovery Discovery) : TakeLinesResult(Discovery);

    /// <summary>Lines are missing before these.</summary>
    public sealed record Gap(Discovery Discovery) : TakeLinesResult(Discovery);

    /// <summary>There are new lines, and it has ended, or its deadline has passed.</summary>
    public sealed record Over(Discovery Discovery) : TakeLinesResult(Discovery);

    /// <summary>There are more than <see cref="Discovery.MostLines"/>.</summary>
    public sealed record TooMany(Discovery Discovery) : TakeLinesResult(Discovery);

    /// <summary>The stream broke off in the middle.</summary>
    public sealed record CutOff(Discovery Discovery) : TakeLinesResult(Discovery);
}

/// <summary>
/// Takes lines as they come, in constant memory: those of a part are kept before further ones are read. The number of a line tells
/// whether it came before. Two calls a part: the message first, then the part.
/// </summary>
public sealed class TakeLines(IDiscoveryStore store, IWorkQueues queues, TimeProvider clock)
{
    public async Task<TakeLinesResult> ExecuteAsync(TakeLinesCommand command, CancellationToken cancellationToken)
    {
        var taking = new Taking(command.Discovery, command.From);
        if (command.From > taking.Discovery.NextLine)
        {
            return new TakeLinesResult.Gap(taking.Discovery);
        }

        while (true)
        {
            ReadOnlyMemory<byte>? line;
            try
            {
                line = await command.Lines.ReadAsync(cancellationToken);
            }
            catch (Exception broken) when (broken is IOException or OperationCanceledException)
            {
                // What came whole is kept, whether or not anybody still listens.
                await KeepAsync(taking, CancellationToken.None);
                if (broken is IOException)
                {
                    return new TakeLinesResult.CutOff(taking.Discovery);
                }

                throw;
            }

            if (line is null)
            {
                break;
            }

            if (await TakeAsync(taking, line.Value, cancellationToken) is { } stopped)
            {
                return stopped;
            }
        }

        if (command.Ends && command.Lines.Rest is { } last && await TakeAsync(taking, last, cancellationToken) is { } atEnd)
        {
            return atEnd;
        }

        return await KeepAsync(taking, cancellationToken) ?? new TakeLinesResult.Taken(taking.Discovery);
    }

    private async Task<TakeLinesResult?> TakeAsync(Taking taking, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (taking.Next > Discovery.MostLines)
        {
            return await KeepAsync(taking, cancellationToken) ?? new TakeLinesResult.TooMany(taking.Discovery);
        }

        if (taking.IsFull(line) && await KeepAsync(taking, cancellationToken) is { } over)
        {
            return over;
        }

        taking.Add(line);
        return null;
    }

    /// <returns>Null where the lines are kept; else that it is over.</returns>
    private async Task<TakeLinesResult?> KeepAsync(Taking taking, CancellationToken cancellationToken)
    {
        while (taking.Lines.Count > 0)
        {
            if (!taking.Discovery.TakesLinesAt(clock.GetUtcNow()))
            {
                return new TakeLinesResult.Over(taking.Discovery);
            }

            await queues.SendAsync(new DiscoveryMessage(taking.Discovery.Id, taking.Discovery.NextLine), TimeSpan.Zero, cancellationToken);
            taking.Become(await store.TryAppendAsync(taking.Stored, taking.Lines, cancellationToken)
                ?? await store.FindAsync(taking.Discovery.Id, cancellationToken)
                ?? throw new InvalidOperationException("A discovery that takes lines is not there."));
        }

        return null;
    }

    /// <summary>Lines that came and are not kept yet; always those from <see cref="Discovery.NextLine"/> on.</summary>
    private sealed class Taking(StoredDiscovery stored, long next)
    {
        private int bytes;

        public StoredDiscovery Stored { get; private set; } = stored;

        public Discovery Discovery => Stored.Discovery;

        public List<ReadOnlyMemory<byte>> Lines { get; } = [];

        /// <summary>The number of the line that is to come.</summary>
        public long Next { get; private set; } = next;

        public bool IsFull(ReadOnlyMemory<byte> line) =>
            Lines.Count == Discovery.PartLines || bytes + line.Length + 1 > Discovery.PartBytes;

        public void Add(ReadOnlyMemory<byte> line)
        {
            if (Next++ >= Discovery.NextLine)
            {
                Lines.Add(line);
                bytes += line.Length + 1;
            }
        }

        /// <summary>Lines that are kept by now, by whichever call, are let go.</summary>
        public void Become(StoredDiscovery now)
        {
            Stored = now;
            Lines.RemoveRange(0, (int)Math.Min(Lines.Count, Math.Max(0, now.Discovery.NextLine - (Next - Lines.Count))));
            bytes = Lines.Sum(line => line.Length + 1);
        }
    }
}
