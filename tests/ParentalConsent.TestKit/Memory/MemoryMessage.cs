namespace ParentalConsent.TestKit.Memory;

/// <param name="Message">One of Core's queue messages.</param>
/// <param name="Delay">As the queue took it: at most six days.</param>
/// <param name="VisibleAt">By the clock of the queues.</param>
public sealed record MemoryMessage(string Queue, object Message, TimeSpan Delay, DateTimeOffset VisibleAt);
