namespace ParentalConsent.Core.Queues;

/// <param name="Waiting">About how many messages wait, delayed ones included.</param>
/// <param name="Poison">About how many were given up on and need a person.</param>
/// <param name="Ready">Whether one of them could be taken now.</param>
public sealed record QueueStatus(string Queue, int Waiting, int Poison, bool Ready);
