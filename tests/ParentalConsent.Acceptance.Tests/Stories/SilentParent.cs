using System.Text.Json;
using ParentalConsent.Acceptance.Tests.People;
using ParentalConsent.Acceptance.Tests.Run;
using ParentalConsent.TestKit.Mailboxes;

namespace ParentalConsent.Acceptance.Tests.Stories;

/// <summary>A parent who never answers, at the client whose days are seconds; all is over when a test gets it.</summary>
public sealed class SilentParent(Instance instance) : IAsyncLifetime
{
    public Asked Asked { get; private set; } = null!;

    /// <summary>All that they were ever sent, the oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails { get; private set; } = [];

    public JsonElement LogEntry { get; private set; }

    public async Task InitializeAsync()
    {
        Asked = await instance.HastySignUp.AskAsync(Minor.Someone("Fay", age: 15));
        await instance.HastySignUp.WaitUntilDeletedAsync(Asked, "expired");
        LogEntry = await instance.Administrator.EntryOfAsync(Asked.RegistrationId);
        await instance.WaitUntilMailHasSettledAsync();
        Mails = await instance.Mailbox.ForAsync(Asked.Child.ParentEmail);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
