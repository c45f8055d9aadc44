using System.Net;
using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Registrations;

public sealed class RegistrationInputTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    private static int subjects;

    [Theory]
    [InlineData("subjectId", "\"child@example.test\"", "subjectId looksLikeEmail")]
    [InlineData("subjectId", "\"\"", "subjectId invalid")]
    [InlineData("subjectId", "\" a\"", "subjectId invalid")]
    [InlineData("subjectId", "\"a/b\"", "subjectId invalid")]
    [InlineData("subjectId", "\"..\"", "subjectId invalid")]
    [InlineData("subjectId", "\"a%2Fb\"", "subjectId invalid")]
    [InlineData("subjectId", "\"a\\nb\"", "subjectId invalid")]
    [InlineData("subjectId", "\"a\\u0000b\"", "subjectId invalid")]
    [InlineData("subjectId", "7", "subjectId wrongType")]
    [InlineData("subjectId", "null", "subjectId required")]
    [InlineData("parentEmail", "null", "parentEmail required")]
    [InlineData("parentEmail", "\"\"", "parentEmail notAnEmailAddress")]
    [InlineData("parentEmail", "\"a@example.test\\r\\nBcc: b@example.test\"", "parentEmail notAnEmailAddress")]
    [InlineData("parentEmail", "\"\\\"a b\\\"@example.test\"", "parentEmail notAnEmailAddress")]
    [InlineData("parentEmail", "[\"a@example.test\"]", "parentEmail wrongType")]
    [InlineData("childEmail", "\"nobody\"", "childEmail notAnEmailAddress")]
    [InlineData("childName", "\"\"", "childName invalid")]
    [InlineData("childName", "\"   \"", "childName invalid")]
    [InlineData("childName", "\"a\\u0007b\"", "childName invalid")]
    [InlineData("childName", "\"a\\nb\"", "childName invalid")]
    [InlineData("childName", "\"a\\u202Eb\"", "childName invalid")]
    [InlineData("childName", "\"a\\u2066b\"", "childName invalid")]
    [InlineData("childName", "\"a\\u200Fb\"", "childName invalid")]
    [InlineData("childName", "{}", "childName wrongType")]
    [InlineData("device", "\"iPad\"", "device wrongType")]
    [InlineData("device", "{\"userAgent\":3,\"x\":1}", "device.ipAddress required", "device.userAgent wrongType", "device.x unknownField")]
    [InlineData("device", "{\"ipAddress\":\"home\"}", "device.ipAddress invalid")]
    [InlineData("locale", "\"de_DE\"", "locale notALanguageTag")]
    [InlineData("locale", "\"a\"", "locale notALanguageTag")]
    [InlineData("locale", "\"en-12345678-12345678-12345678-12345678\"", "locale notALanguageTag")]
    [InlineData("purposes", "\"account\"", "purposes wrongType")]
    [InlineData("purposes", "[\"account\",\"advertising\"]", "purposes[1] unknownPurpose")]
    [InlineData("purposes", "[\"account\",\"account\"]", "purposes[1] duplicate")]
    [InlineData("purposes", "[null,3]", "purposes[0] wrongType", "purposes[1] wrongType")]
    [InlineData("data", "[]", "data wrongType")]
    [InlineData("data", "\"text\"", "data wrongType")]
    [InlineData("height", "3", "height unknownField")]
    public async Task BadField_Is422_AndNothingIsStored(string field, string json, params string[] errors)
    {
        var before = host.Calls.Count;

        var response = await host.Sample.RegisterAsync(NewMinor().With(field, json));

        Assert.Equal(errors, await response.FieldErrorsAsync());
        Assert.Equal(before, host.Calls.Count);
    }

    [Fact]
    public async Task EveryBadField_IsNamedAtOnce()
    {
        const string Body = """
            {"subjectId":"a@b","age":-1,"country":"?","locale":"?","childEmail":"?","childName":"\u0000","purposes":[1],"data":1,"x":1}
            """;

        Assert.Equal(
            [
                "age outOfRange", "childEmail notAnEmailAddress", "childName invalid", "country notACountryCode", "data wrongType",
                "locale notALanguageTag", "purposes[0] wrongType", "subjectId looksLikeEmail", "x unknownField",
            ],
            await (await host.Sample.PostTextAsync("/api/v1/registrations", Body)).FieldErrorsAsync());
    }

    [Fact]
    public async Task MissingParent_IsNamedTogetherWithOtherFields() =>
        Assert.Equal(
            ["locale notALanguageTag", "parentEmail required"],
            await (await host.Sample.RegisterAsync(NewMinor().Without("parentEmail").WithText("locale", "?"))).FieldErrorsAsync());

    [Fact]
    public async Task EmptyObject_NamesWhatIsRequired() =>
        Assert.Equal(
            ["age required", "dateOfBirth required", "subjectId required"],
            await (await host.Sample.PostTextAsync("/api/v1/registrations", "{}")).FieldErrorsAsync());

    [Theory]
    [InlineData("""{"subjectId":"a","subjectId":"b","age":3}""", "parentEmail required", "subjectId duplicateField")]
    [InlineData("""{"subjectId":"a","age":3,"parentEmail":"a@example.test","data":{"b":{"c":1,"c":2}}}""", "data duplicateField")]
    [InlineData("""{"subjectId":"a","age":3,"parentEmail":"a@example.test","data":{"b":[{"c":1,"c":2}]}}""", "data duplicateField")]
    [InlineData("""{"subjectId":"a","age":3,"parentEmail":"a@example.test","x y":1}""", "(unreadable name) unknownField")]
    public async Task NamesThatAreThereTwiceOrUnreadable_AreErrors(string body, params string[] errors) =>
        Assert.Equal(errors, await (await host.Sample.PostTextAsync("/api/v1/registrations", body)).FieldErrorsAsync());

    [Theory]
    [InlineData("childName", "<script>alert(1)</script>")]
    [InlineData("childName", "=HYPERLINK(\"http://example.test\")")]
    [InlineData("childName", "Ἀλέξανδρος 李小龍 नमस्ते ‎")]
    public async Task NamesInAnyScript_AndMarkup_AreTakenAsTheyAre(string field, string text)
    {
        var plain = text.Trim('\u200E', ' ');

        var response = await host.Sample.RegisterAsync(NewMinor().WithText(field, plain));

        var id = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;
        Assert.Equal(plain, host.Find(id).Details!.ChildName);
    }

    [Theory]
    [InlineData(128, HttpStatusCode.Accepted)]
    [InlineData(129, HttpStatusCode.UnprocessableEntity)]
    public async Task SubjectId_HasALimit(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await host.Sample.RegisterAsync(NewMinor().WithText("subjectId", new string('x', length)))).StatusCode);

    [Theory]
    [InlineData(100, HttpStatusCode.Accepted)]
    [InlineData(101, HttpStatusCode.UnprocessableEntity)]
    public async Task ChildName_HasALimit(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await host.Sample.RegisterAsync(NewMinor().WithText("childName", new string('x', length)))).StatusCode);

    [Theory]
    [InlineData(65536, HttpStatusCode.Accepted)]
    [InlineData(65537, HttpStatusCode.UnprocessableEntity)]
    public async Task Data_Has64KiB(int bytes, HttpStatusCode expected)
    {
        var data = $"{{\"a\":\"{new string('x', bytes - 8)}\"}}";
        Assert.Equal(bytes, data.Length);

        Assert.Equal(expected, (await host.Sample.RegisterAsync(NewMinor().With("data", data))).StatusCode);
    }

    [Fact]
    public async Task EmailOf300Characters_Is422() =>
        Assert.Equal(
            ["parentEmail notAnEmailAddress"],
            await (await host.Sample.RegisterAsync(NewMinor().WithText("parentEmail", new string('a', 287) + "@example.test"))).FieldErrorsAsync());

    [Fact]
    public async Task Email_IsKeptWithItsDomainInAscii()
    {
        var response = await host.Sample.RegisterAsync(NewMinor().WithText("parentEmail", "jörg@Bücher.example"));

        var id = (await response.JsonAsync(HttpStatusCode.Accepted)).GetProperty("registrationId").GetString()!;
        Assert.Equal("jörg@xn--bcher-kva.example", host.Find(id).Details!.GuardianEmail);
    }

    private static System.Text.Json.Nodes.JsonObject NewMinor() => Bodies.Minor($"input-{Interlocked.Increment(ref subjects)}");
}
