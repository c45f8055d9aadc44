using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Functions.Mails;
using ParentalConsent.Functions.Tests.Host;
using ParentalConsent.Functions.Tests.Work;

namespace ParentalConsent.Functions.Tests.Mails;

/// <summary>Delivery reports of every sort, by HTTP. A forged one is an error; one that does not matter is not.</summary>
public sealed class ReceiveDeliveryReportTests : IAsyncLifetime
{
    private const string Path = "/mail/delivery-reports";

    private readonly ConsentHost host = new();
    private readonly string key = TestKit.Memory.MemorySecretSource.NewKey();

    public async Task InitializeAsync()
    {
        host.Secrets.Set(SecretNames.DeliveryReportKey, key);
        await host.InitializeAsync();
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("Bounced", "bounced")]
    [InlineData("Suppressed", "suppressed")]
    public async Task EventThatItBounced_TellsTheClient_AndNamesNobodyInTheLog(string status, string reason)
    {
        var (id, messageId) = await AskAsync();

        await AssertCountsAsync(1, 0, 0, await PostAsync(Events(Event(messageId, status))));

        var mail = (await (await host.Sample.GetPathAsync($"/api/v1/registrations/{id}")).JsonAsync()).GetProperty("mail");
        Assert.Equal(("bounced", reason), (mail.GetProperty("state").GetString(), mail.GetProperty("reason").GetString()));
        Assert.Contains(host.Logs.Lines, line => line.Contains("came back", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain("marked", string.Join('\n', host.Logs.Lines), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(messageId, string.Join('\n', host.Logs.Lines), StringComparison.Ordinal);
        await AssertCountsAsync(0, 1, 0, await PostAsync(Events(Event(messageId, status))));
    }

    [Theory]
    [InlineData("Delivered")]
    [InlineData("Failed")]
    [InlineData("Quarantined")]
    [InlineData("FilteredSpam")]
    [InlineData("Expanded")]
    public async Task EventOfAnotherStatus_ChangesNothing(string status)
    {
        var (id, messageId) = await AskAsync();
        await AssertCountsAsync(0, 1, 0, await PostAsync(Events(Event(messageId, status))));
        Assert.False(host.Find(id).Mail.Bounced);
    }

    [Fact]
    public async Task BatchOfAllSorts_EachIsDealtWith()
    {
        var (id, messageId) = await AskAsync();
        var opened = """{"id":"1","eventType":"Microsoft.Communication.EmailEngagementTrackingReportReceived","data":{}}""";
        var old = """{"id":"2","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"messageId":"7","status":"Bounced","recipient":"a@b.example"}}""";
        await AssertCountsAsync(1, 1, 2, await PostAsync(
            Events(opened, old, Event("other@example.org", "Bounced"), Event(messageId, "Bounced"), Event(messageId, "Delivered"))));
        Assert.True(host.Find(id).Mail.Bounced);
    }

    [Fact]
    public async Task Handshake_IsAnsweredWithItsCode()
    {
        using var request = Request("""[{"id":"1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512D38B6-C7B8","validationUrl":"https://x.example"}}]""");
        request.Headers.Remove(ReceiveDeliveryReportFunction.KeyHeader);
        request.Headers.Add("aeg-event-type", "SubscriptionValidation");
        var answer = await (await host.Anybody.SendAsync(request)).JsonAsync();
        Assert.Equal("512D38B6-C7B8", answer.GetProperty("validationResponse").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"<script>"}}]""")]
    [InlineData("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent"}]""")]
    public async Task BrokenHandshake_IsAnError_AndSoIsAReportThatCallsItselfOne(string body)
    {
        using var request = Request(body);
        request.Headers.Add("aeg-event-type", "SubscriptionValidation");
        Assert.Equal("unreadableReport", await (await host.Anybody.SendAsync(request)).ProblemCodeAsync(HttpStatusCode.BadRequest));

        var (id, messageId) = await AskAsync();
        using var report = Request(Events(Event(messageId, "Bounced")));
        report.Headers.Remove(ReceiveDeliveryReportFunction.KeyHeader);
        report.Headers.Add("aeg-event-type", "SubscriptionValidation");
        Assert.Equal("unreadableReport", await (await host.Anybody.SendAsync(report)).ProblemCodeAsync(HttpStatusCode.BadRequest));
        Assert.False(host.Find(id).Mail.Bounced);
    }

    [Fact]
    public async Task WithoutTheKey_OrWithAnother_IsUnauthorized_AndNoStorageIsAsked()
    {
        var (id, messageId) = await AskAsync();
        host.Calls.Reset();
        foreach (var wrong in (string?[])[null, "", "wrong", TestKit.Memory.MemorySecretSource.NewKey(), host.SampleKey, host.Secrets[SecretNames.ConsoleKey][0]])
        {
            using var request = Request(Events(Event(messageId, "Bounced")));
            request.Headers.Remove(ReceiveDeliveryReportFunction.KeyHeader);
            if (wrong is not null)
            {
                request.Headers.TryAddWithoutValidation(ReceiveDeliveryReportFunction.KeyHeader, wrong);
            }

            Assert.Equal("unauthorized", await (await host.Anybody.SendAsync(request)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        }

        using var inAddress = new HttpRequestMessage(HttpMethod.Post, $"{Path}?{ReceiveDeliveryReportFunction.KeyHeader}={key}&code={key}");
        Assert.Equal("unauthorized", await (await host.Anybody.SendAsync(inAddress)).ProblemCodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(0, host.Calls.Count);
        Assert.False(host.Find(id).Mail.Bounced);
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("[1]", "application/json")]
    [InlineData("[{\"a\":1,\"a\":2}]", "application/json")]
    [InlineData("", "message/rfc822")]
    [InlineData("Subject: Hello\n\nThis is no notification.", "message/rfc822")]
    [InlineData("Content-Type: multipart/report; boundary=b\n\nNo parts", "message/rfc822")]
    [InlineData("Content-Type: multipart/report\n\n--b\n", "message/rfc822")]
    [InlineData("Content-Type: ;;;\n\n", "message/rfc822")]
    public async Task UnreadableReport_IsAnError(string body, string type) =>
        Assert.Equal("unreadableReport", await (await PostAsync(body, type)).ProblemCodeAsync(HttpStatusCode.BadRequest));

    [Fact]
    public async Task AnotherMediaType_OrTooMuch_IsAnError()
    {
        Assert.Equal("unsupportedMediaType", await (await PostAsync("[]", "text/plain")).ProblemCodeAsync(HttpStatusCode.UnsupportedMediaType));
        Assert.Equal("bodyTooLarge", await (await PostAsync(new string(' ', ReceiveDeliveryReportFunction.Limit + 1))).ProblemCodeAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task WhereStorageFails_ItIsAnErrorOfOurs_SoThatItIsSentAgain()
    {
        var (id, messageId) = await AskAsync();
        host.Calls.Before = _ => throw new RequestFailedException(503, "busy");
        Assert.True((await PostAsync(Events(Event(messageId, "Bounced")))).StatusCode >= HttpStatusCode.InternalServerError);
        host.Calls.Before = null;
        await AssertCountsAsync(1, 0, 0, await PostAsync(Events(Event(messageId, "Bounced"))));
        Assert.True(host.Find(id).Mail.Bounced);
    }

    [Theory]
    [InlineData("failed", "5.1.1", true)]
    [InlineData("Failed", "5.0.0", true)]
    [InlineData("failed", "5.2.1 (disabled)", true)]
    [InlineData("failed", "5.4.4", true)]
    [InlineData("failed", "5.2.2", false)]
    [InlineData("failed", "5.7.1", false)]
    [InlineData("failed", "4.4.7", false)]
    [InlineData("delayed", "4.4.1", false)]
    [InlineData("delayed", "5.1.1", false)]
    [InlineData("delivered", "2.0.0", false)]
    [InlineData("relayed", "", false)]
    public async Task Notification_CountsWhereItIsForGood(string action, string status, bool counts)
    {
        var (id, messageId) = await AskAsync();
        await AssertCountsAsync(counts ? 1 : 0, counts ? 0 : 1, 0, await PostAsync(Notification(messageId, action, status), "message/rfc822"));
        Assert.Equal(counts, host.Find(id).Mail.Bounced);
        Assert.Equal(counts ? status.Split(' ')[0] : null, host.Find(id).Mail.LastError);
    }

    [Fact]
    public async Task Notification_InOtherForms_IsReadAsWell()
    {
        foreach (var (number, change) in new Func<string, string>[]
        {
            mail => mail.Replace("\n", "\r\n", StringComparison.Ordinal),
            mail => mail.Replace("message/rfc822", "text/rfc822-headers", StringComparison.Ordinal),
            mail => mail.Replace("message/delivery-status", "Message/Global-Delivery-Status", StringComparison.Ordinal),
            mail => mail.Replace("Final-Recipient: rfc822; ", "Final-Recipient: RFC822;\n  ", StringComparison.Ordinal),
            mail => mail.Replace("Final-Recipient: rfc822; marked-parent@example.test", "Original-Recipient: rfc822; <Marked-Parent@EXAMPLE.test>\nFinal-Recipient: rfc822; internal@mx.example", StringComparison.Ordinal),
            mail => mail.Replace("report-type=delivery-status; boundary=\"=_b\"", "\n boundary=\"=_b\";\n report-type=\"delivery-status\"", StringComparison.Ordinal),
        }.Index())
        {
            var (id, messageId) = await AskAsync($"form-{number}");
            await AssertCountsAsync(1, 0, 0, await PostAsync(change(Notification(messageId, "failed", "5.1.1")), "message/rfc822"));
            Assert.True(host.Find(id).Mail.Bounced, $"{number}");
        }
    }

    [Fact]
    public async Task Notification_AboutAMailOfOthers_IsUnknown_AndAboutAnotherAddressIgnored()
    {
        var (id, messageId) = await AskAsync();
        await AssertCountsAsync(0, 0, 1, await PostAsync(Notification("theirs@example.org", "failed", "5.1.1"), "message/rfc822"));
        await AssertCountsAsync(0, 1, 0, await PostAsync(
            Notification(messageId, "failed", "5.1.1").Replace("marked-parent", "forwarded", StringComparison.Ordinal), "message/rfc822"));
        Assert.False(host.Find(id).Mail.Bounced);
    }

    private static string Event(string messageId, string status) => JsonSerializer.Serialize(new
    {
        id = "00000000-0000-0000-0000-000000000000",
        topic = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/communicationServices/c",
        subject = "sender/consent@example.test/message/00000000-0000-0000-0000-000000000000",
        data = new
        {
            sender = "consent@example.test",
            recipient = Bodies.ParentEmail,
            internetMessageId = $"<{messageId}@example.test>",
            messageId = "00000000-0000-0000-0000-000000000000",
            status,
            deliveryStatusDetails = new { statusMessage = "550 5.1.1 marked-parent@example.test unknown", recipientMailServerHostName = "mx.example" },
            deliveryAttemptTimestamp = "2026-11-22T14:00:00.0000000+00:00",
        },
        eventType = "Microsoft.Communication.EmailDeliveryReportReceived",
        dataVersion = "1.0",
        metadataVersion = "1",
        eventTime = "2026-11-22T14:00:01Z",
    });

    private static string Events(params string[] events) => $"[{string.Join(',', events)}]";

    private static string Notification(string messageId, string action, string status) => $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

        This is a MIME-encapsulated message.

        --=_b
        Content-Type: text/plain

        I'm sorry to have to inform you about marked-parent@example.test.

        --=_b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Sun, 22 Nov 2026 14:00:00 +0000

        Final-Recipient: rfc822; marked-parent@example.test
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 unknown

        --=_b
        Content-Type: message/rfc822

        Message-ID: <{messageId}@example.test>
        To: marked-parent@example.test
        Subject: Sample

        Text that nobody reads.

        --=_b--
        """;

    private async Task<(string Id, string MessageId)> AskAsync(string subject = "subject-1")
    {
        var id = await host.Sample.RegisterMinorAsync(subject);
        await host.WorkAsync();
        host.Clock.Advance(TimeSpan.FromDays(2));
        return (id, host.Mailer.Sent[^1].MessageId);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string type = "application/json")
    {
        var request = Request(body, type);
        return host.Anybody.SendAsync(request);
    }

    private HttpRequestMessage Request(string body, string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add(ReceiveDeliveryReportFunction.KeyHeader, key);
        return request;
    }

    private static async Task AssertCountsAsync(int bounced, int ignored, int unknown, HttpResponseMessage answer)
    {
        var counts = await answer.JsonAsync();
        Assert.Equal(
            (bounced, ignored, unknown),
            (counts.GetProperty("bounced").GetInt32(), counts.GetProperty("ignored").GetInt32(), counts.GetProperty("unknown").GetInt32()));
    }
}
