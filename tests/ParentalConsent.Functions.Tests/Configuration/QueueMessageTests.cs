using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Deletion;
using ParentalConsent.Core.Mails;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Configuration;

/// <summary>Queue messages as they are written, read as the worker reads them.</summary>
public sealed class QueueMessageTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    [Fact]
    public void OutgoingMail_IsRead() =>
        Assert.Equal(
            new OutgoingMailMessage("id", MailKind.Withdrawn, "mark", 2),
            Read<OutgoingMailMessage>("""{"registrationId":"id","kind":"Withdrawn","expects":"mark","tries":2}"""));

    [Fact]
    public void Reminder_IsRead() =>
        Assert.Equal(new ReminderMessage("id", "mark", 3), Read<ReminderMessage>("""{"registrationId":"id","attempt":"mark","number":3}"""));

    [Fact]
    public void Deletion_IsRead() =>
        Assert.Equal(["a", "b"], Read<DeletionMessage>("""{"entries":["a","b"],"tries":0}""").Entries);

    [Fact]
    public void Cases_AreRead() => Assert.Equal(["a", "b"], Read<CaseMessage>("""{"lines":["a","b"]}""").Lines);

    private T Read<T>(string json)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var serializer = host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!;
        return Assert.IsType<T>(serializer.Deserialize(body, typeof(T), CancellationToken.None));
    }
}
