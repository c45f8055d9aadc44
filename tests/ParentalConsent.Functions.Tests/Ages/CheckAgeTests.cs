using ParentalConsent.Functions.Tests.Host;

namespace ParentalConsent.Functions.Tests.Ages;

public sealed class CheckAgeTests(ConsentHost host) : IClassFixture<ConsentHost>
{
    // The clock stands at 2030-05-06T07:08:09Z, when it is the 6th everywhere but the last time zones, and never the 7th yet.
    [Theory]
    [InlineData("""{"dateOfBirth":"2012-05-06","country":"DE"}""", "notRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-07","country":"DE"}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-06","country":"US"}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-06","country":null}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-06"}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-06","country":"ZZ"}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-05","country":"ZZ"}""", "notRequired")]
    [InlineData("""{"dateOfBirth":"2012-05-06","country":"de","age":null}""", "notRequired")]
    [InlineData("""{"age":17,"country":"DE"}""", "consentRequired")]
    [InlineData("""{"age":18,"country":"DE"}""", "notRequired")]
    [InlineData("""{"age":0}""", "consentRequired")]
    [InlineData("""{"age":130}""", "notRequired")]
    [InlineData("""{"age":null,"country":"DE"}""", "consentRequired")]
    [InlineData("""{"dateOfBirth":null}""", "consentRequired")]
    public async Task AgeCheck_Decides_AndTouchesNoStorage(string body, string decision)
    {
        var before = host.Calls.Count;

        var answer = await (await host.Sample.PostTextAsync("/api/v1/age-checks", body)).JsonAsync();

        Assert.Equal(decision, answer.GetProperty("decision").GetString());
        Assert.Equal(18, answer.GetProperty("ageOfConsent").GetInt32());
        Assert.Equal("under18", answer.GetProperty("rule").GetString());
        Assert.True(answer.GetProperty("methodAvailable").GetBoolean());
        Assert.Equal(before, host.Calls.Count);
    }

    [Theory]
    [InlineData("""{}""", "age required", "dateOfBirth required")]
    [InlineData("""{"age":3,"dateOfBirth":"2012-05-06"}""", "age onlyOneOf", "dateOfBirth onlyOneOf")]
    [InlineData("""{"age":-1}""", "age outOfRange")]
    [InlineData("""{"age":200}""", "age outOfRange")]
    [InlineData("""{"age":131}""", "age outOfRange")]
    [InlineData("""{"age":12.5}""", "age wrongType")]
    [InlineData("""{"age":99999999999999999999}""", "age wrongType")]
    [InlineData("""{"age":"12"}""", "age wrongType")]
    [InlineData("""{"dateOfBirth":"2015-02-29"}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":"2015-13-01"}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":"01/02/2015"}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":"2015-01-02T00:00:00Z"}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":""}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":"٢٠١٥-٠١-٠٢"}""", "dateOfBirth notADate")]
    [InlineData("""{"dateOfBirth":"2030-05-07"}""", "dateOfBirth inTheFuture")]
    [InlineData("""{"dateOfBirth":"9999-12-31"}""", "dateOfBirth inTheFuture")]
    [InlineData("""{"dateOfBirth":"1900-05-05"}""", "dateOfBirth tooLongAgo")]
    [InlineData("""{"dateOfBirth":"0001-01-01"}""", "dateOfBirth tooLongAgo")]
    [InlineData("""{"dateOfBirth":20150102}""", "dateOfBirth wrongType")]
    [InlineData("""{"age":3,"country":"Germany"}""", "country notACountryCode")]
    [InlineData("""{"age":3,"country":"D1"}""", "country notACountryCode")]
    [InlineData("""{"age":3,"country":""}""", "country notACountryCode")]
    [InlineData("""{"age":3,"country":49}""", "country wrongType")]
    [InlineData("""{"age":3,"height":4,"weight":5}""", "height unknownField", "weight unknownField")]
    [InlineData("""{"age":3,"age":30}""", "age duplicateField")]
    [InlineData("""{"age":-1,"dateOfBirth":"x","country":"?","more":1}""",
        "age onlyOneOf", "age outOfRange", "country notACountryCode", "dateOfBirth notADate", "dateOfBirth onlyOneOf", "more unknownField")]
    public async Task AgeCheck_OfBadInput_NamesEveryField(string body, params string[] errors) =>
        Assert.Equal(errors, await (await host.Sample.PostTextAsync("/api/v1/age-checks", body)).FieldErrorsAsync());
}
