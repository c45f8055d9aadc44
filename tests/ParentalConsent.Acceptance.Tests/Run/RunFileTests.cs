using ParentalConsent.TestKit.App;

namespace ParentalConsent.Acceptance.Tests.Run;

public sealed class RunFileTests
{
    [Fact]
    public void AnInstanceWithoutTheSampleSite_CanBeDescribed()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """
                {
                  "baseUrl": "http://127.0.0.1:7071", "clientId": "a", "clientApiKey": "b", "consoleKey": "c",
                  "mailUrl": "http://127.0.0.1:1080", "testClientId": "d", "testClientApiKey": "e"
                }
                """);

            Assert.Null(RunFile.Read(path).SignUpUrl);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
