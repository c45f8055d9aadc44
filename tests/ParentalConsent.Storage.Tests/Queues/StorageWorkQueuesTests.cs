using System.Text.Json;
using Azure.Storage.Queues;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Core.Queues;
using ParentalConsent.Storage.Queues;
using ParentalConsent.TestKit;

namespace ParentalConsent.Storage.Tests.Queues;

/// <summary>In a storage account of its own, since the names of queues are fixed.</summary>
public sealed class StorageWorkQueuesTests : IAsyncLifetime
{
    /// <summary>As the Functions worker reads messages.</summary>
    private static readonly JsonSerializerOptions Plain = new() { PropertyNameCaseInsensitive = true };

    private Azurite? azurite;
    private QueueServiceClient service = null!;
    private StorageWorkQueues queues = null!;

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        service = new QueueServiceClient(
            azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        queues = new StorageWorkQueues(service);
        foreach (var name in QueueNames.All)
        {
            await service.CreateQueueAsync(name);
        }
    }

    public async Task DisposeAsync() => await azurite!.DisposeAsync();

    [Fact]
    public async Task Messages_ArriveAsTheFunctionsReadThem()
    {
        var mail = new OutgoingMailMessage(Samples.Hex(32), MailKind.Withdrawn, Samples.Hex(16), 2);
        var reminder = new ReminderMessage(Samples.Hex(32), Samples.Hex(16), 3);
        var deletion = new DeletionMessage(["a-b-1", "c-d-2"], 1);
        await queues.SendAsync(mail, TimeSpan.Zero, default);
        await queues.SendAsync(reminder, TimeSpan.Zero, default);
        await queues.SendAsync(deletion, TimeSpan.Zero, default);

        var text = await TakeAsync(QueueNames.OutgoingMail);
        Assert.Equal(mail, JsonSerializer.Deserialize<OutgoingMailMessage>(text, Plain));
        Assert.Contains("\"kind\":\"Withdrawn\"", text, StringComparison.Ordinal);
        Assert.Equal(reminder, JsonSerializer.Deserialize<ReminderMessage>(await TakeAsync(QueueNames.Reminders), Plain));
        var read = JsonSerializer.Deserialize<DeletionMessage>(await TakeAsync(QueueNames.Deletions), Plain)!;
        Assert.Equal(deletion.Entries, read.Entries);
        Assert.Equal(1, read.Tries);
    }

    [Fact]
    public void OldMessage_WithoutTries_IsRead() =>
        Assert.Equal(
            new OutgoingMailMessage("r", MailKind.Notice, "a"),
            JsonSerializer.Deserialize<OutgoingMailMessage>("""{"registrationId":"r","kind":"Notice","expects":"a"}""", Plain));

    [Fact]
    public async Task LongestDeletion_StaysUnderEightKilobytes()
    {
        var entries = Enumerable.Range(0, DeletionMessage.MaxEntries)
            .Select(_ => new DeadlineEntry(Samples.Hex(32), Samples.Hex(16), Samples.Now).ToString());
        await queues.SendAsync(new DeletionMessage([.. entries]), TimeSpan.Zero, default);
        Assert.InRange((await TakeAsync(QueueNames.Deletions)).Length, 1, 8192);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(0.2)]
    [InlineData(86_400 * 6)]
    [InlineData(86_400 * 40)]
    public async Task Delay_IsRoundedUp_AndCut_AndMessagesNeverExpire(double seconds)
    {
        await queues.SendAsync(new ReminderMessage("r", "a", 1), TimeSpan.FromSeconds(seconds), default);
        var message = (await service.GetQueueClient(QueueNames.Reminders).ReceiveMessageAsync()).Value;
        Assert.Equal(seconds <= 0, message is not null);
        Assert.True(message is null || message.ExpiresOn > message.InsertedOn!.Value.AddYears(50));
        Assert.Equal(1, (await StatusAsync(QueueNames.Reminders)).Waiting);
    }

    [Fact]
    public async Task ReadStatus_CountsWaitingAndPoison_AndMissingAsNone()
    {
        await queues.SendAsync(new ReminderMessage("r", "a", 1), TimeSpan.FromHours(1), default);
        await queues.SendAsync(new ReminderMessage("r", "a", 2), TimeSpan.Zero, default);
        await service.CreateQueueAsync("deletions-poison");
        await service.GetQueueClient("deletions-poison").SendMessageAsync("x");
        await service.DeleteQueueAsync(QueueNames.OutgoingMail);
        Assert.Equal(
            [
                new QueueStatus("outgoing-mail", 0, 0, false), new QueueStatus("reminders", 2, 0, true), new QueueStatus("deletions", 0, 1, false),
                new QueueStatus("webhooks", 0, 0, false), new QueueStatus("comings-of-age", 0, 0, false), new QueueStatus("discoveries", 0, 0, false), new QueueStatus("cases", 0, 0, false),
            ],
            await queues.ReadStatusAsync(default));
    }

    private async Task<QueueStatus> StatusAsync(string name) =>
        (await queues.ReadStatusAsync(default)).Single(status => status.Queue == name);

    private async Task<string> TakeAsync(string name) =>
        (await service.GetQueueClient(name).ReceiveMessageAsync()).Value.Body.ToString();
}
