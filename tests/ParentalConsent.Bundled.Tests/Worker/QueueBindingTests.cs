using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using ParentalConsent.Bundled.Tests.Worker.Functions;

namespace ParentalConsent.Bundled.Tests.Worker;

public sealed class QueueBindingTests
{
    [Fact]
    public async Task Json_IsReadWhateverTheCase()
    {
        var seen = await TakeAsync("TakeJson", """{"registrationId":"r1","NUMBER":3}""");

        Assert.Equal(new QueueFunctions.Note("r1", 3), seen.Input);
    }

    [Fact]
    public async Task Bytes_AreTheBody() => Assert.Equal("grüße"u8.ToArray(), (await TakeAsync("TakeBytes", "grüße")).Input);

    [Fact]
    public async Task BinaryData_IsTheBody() =>
        Assert.Equal("grüße", Assert.IsType<BinaryData>((await TakeAsync("TakeBinary", "grüße")).Input).ToString());

    [Fact]
    public async Task Message_ComesDecoded_WithItsDates()
    {
        var seen = await TakeAsync("TakeMessage", "body");

        var (message, inserted, receipt) = Assert.IsType<(QueueMessage, DateTimeOffset, string)>(seen.Input);
        Assert.Equal("body", message.Body.ToString());
        Assert.Equal(1, message.DequeueCount);
        Assert.Equal(message.InsertedOn, inserted);
        Assert.Equal(message.PopReceipt, receipt);
    }

    [Fact]
    public async Task BindingData_TellsAboutTheMessage()
    {
        var data = (await TakeAsync("TakeText", "body")).Context.BindingContext.BindingData;

        Assert.Equal("body", data["QueueTrigger"]);
        Assert.Equal("1", data["DequeueCount"]);
        Assert.Equal(
            ["DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt", "QueueTrigger"],
            data.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PlainText_IsTaken_WhereTheHostSaysSo()
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.Client.SendMessageAsync("plain, not Base64!");
        await using var host = await TestHost.StartAsync(
            ["TakeText"], queue.Settings(("queues:messageEncoding", "none")), builder => builder.Services.AddSingleton(probe));

        Assert.Equal("plain, not Base64!", (await probe.NextAsync()).Input);
    }

    private static async Task<Seen> TakeAsync(string function, string body)
    {
        var queue = await TestQueue.CreateAsync();
        var probe = new Probe();
        await queue.Client.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        await using var host = await TestHost.StartAsync([function], queue.Settings(), builder => builder.Services.AddSingleton(probe));
        return await probe.NextAsync();
    }
}
