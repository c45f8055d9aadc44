using Microsoft.Extensions.Logging.Abstractions;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Events;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Queues;
using ParentalConsent.Core.Registrations;
using ParentalConsent.Core.Webhooks;
using ParentalConsent.TestKit.Memory;

namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Everything about deletions that take several steps.</summary>
internal sealed class CaseParts
{
    public CaseParts(
        MemoryCalls calls, IRegistrationStore store, IDeletionLog log, IWorkQueues queues, EmitEvents emit, PolicySet policies, TimeProvider clock)
    {
        Store = new MemoryCases(calls);
        var findRequest = new FindRequest(store, log);
        Read = new ReadCase(Store, log);
        Acknowledge = new AcknowledgeDeletion(Store, Read, findRequest, log, queues, clock);
        Targets = new MemoryDeletionTargets(calls);
        var clear = new ClearTargets(Store, Targets, policies, clock);
        Advance = new AdvanceCases(Store, findRequest, clear, log, emit, queues, policies, clock, NullLogger<AdvanceCases>.Instance);
        Plan = new PlanCase(Store, policies);
        HandOut = new HandOutCases(Store, queues);
        Retry = new RetryCase(Store, emit, queues, policies, clock);
        Resolve = new ResolveStep(Store, queues, clock);
        TakeAnswer = new TakeAnswer(Acknowledge, clock, NullLogger<TakeAnswer>.Instance);
    }

    public MemoryCases Store { get; }

    public MemoryDeletionTargets Targets { get; }

    public ReadCase Read { get; }

    public AcknowledgeDeletion Acknowledge { get; }

    public AdvanceCases Advance { get; }

    public PlanCase Plan { get; }

    public HandOutCases HandOut { get; }

    public RetryCase Retry { get; }

    public ResolveStep Resolve { get; }

    public TakeAnswer TakeAnswer { get; }
}
