using System.Text.RegularExpressions;
using ParentalConsent.Core.Secrets;
using ParentalConsent.Storage.Tables;

namespace ParentalConsent.Functions.Tests.Infra;

/// <summary>
/// Holds the Bicep files to each other and to what the service promises. No Bicep compiler is needed, so none of this
/// replaces <c>az bicep build</c>.
/// </summary>
public sealed partial class InfraTests
{
    private static readonly BicepFile Main = BicepFile.Read("main.bicep");

    public static TheoryData<string> Files => [.. BicepFile.Names()];

    [Fact]
    public void EveryModuleFile_IsUsedByMain() =>
        Assert.Equal(
            BicepFile.Names().Where(name => name.StartsWith("modules/", StringComparison.Ordinal)),
            Main.Modules.Select(module => module.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryModule_GetsExactlyTheParametersItDeclares() =>
        Assert.All(Main.Modules, module => Assert.Equal(
            BicepFile.Read(module.Path).Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            module.Arguments.Order(StringComparer.Ordinal)));

    [Fact]
    public void EveryOutputThatMainReads_IsDeclaredByItsModule()
    {
        var declared = Main.Modules
            .SelectMany(module => BicepFile.Read(module.Path).Outputs.Select(output => (module.Symbol, output.Name)))
            .ToHashSet();

        Assert.NotEmpty(Main.OutputsRead);
        Assert.All(Main.OutputsRead, read => Assert.Contains(read, declared));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryParameterAndOutput_IsDescribed(string name)
    {
        var file = BicepFile.Read(name);

        Assert.NotEmpty(file.Parameters);
        Assert.Equal(file.Text.Split('\n').Count(line => line.StartsWith("param ", StringComparison.Ordinal)), file.Parameters.Count);
        Assert.All([.. file.Parameters, .. file.Outputs], declaration => Assert.True(declaration.IsDescribed, declaration.Name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryParameter_IsUsed(string name)
    {
        var file = BicepFile.Read(name);

        Assert.All(file.Parameters, parameter => Assert.True(
            Regex.Count(CodeOf(file), $@"(?<![\w.'])\b{parameter.Name}\b(?!:)") > 1, $"{name} declares {parameter.Name} only."));
    }

    [Fact]
    public void EveryResource_NamesOneWellFormedApiVersionOfItsType()
    {
        var resources = BicepFile.Names().SelectMany(name => BicepFile.Read(name).Resources).ToHashSet(StringComparer.Ordinal);

        Assert.All(resources, resource => Assert.Matches(@"^Microsoft\.[A-Za-z]+(/[A-Za-z]+)+@20\d\d-[01]\d-[0-3]\d(-preview)?$", resource));
        Assert.All(resources.GroupBy(resource => resource.Split('@')[0]), type => Assert.Single(type));
    }

    [Fact]
    public void SampleParameters_AreThoseOfMain_AndLeaveOutOnlyDefaults()
    {
        var sample = BicepFile.Read("main.bicepparam");
        var given = sample.Parameters.Select(parameter => parameter.Name).ToHashSet();

        Assert.Contains("\nusing 'main.bicep'\n", sample.Text, StringComparison.Ordinal);
        Assert.Subset(Main.Parameters.Select(parameter => parameter.Name).ToHashSet(), given);
        Assert.Superset(Main.Parameters.Where(parameter => !parameter.HasValue).Select(parameter => parameter.Name).ToHashSet(), given);
    }

    [Theory]
    [InlineData("storage", "allowBlobPublicAccess: false")]
    [InlineData("storage", "allowSharedKeyAccess: false")]
    [InlineData("storage", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("storage", "supportsHttpsTrafficOnly: true")]
    [InlineData("storage", "publicAccess: 'None'")]
    [InlineData("function-app", "name: 'FC1'")]
    [InlineData("function-app", "name: 'dotnet-isolated'")]
    [InlineData("function-app", "version: '10.0'")]
    [InlineData("function-app", "httpsOnly: true")]
    [InlineData("function-app", "minTlsVersion: '1.2'")]
    [InlineData("function-app", "clientAffinityEnabled: false")]
    [InlineData("function-app", "type: 'SystemAssignedIdentity'")]
    [InlineData("authentication", "unauthenticatedClientAction: 'AllowAnonymous'")]
    [InlineData("authentication", "requireHttps: true")]
    [InlineData("key-vault", "enableRbacAuthorization: true")]
    [InlineData("key-vault", "enablePurgeProtection: true")]
    [InlineData("key-vault", "enableSoftDelete: true")]
    [InlineData("monitoring", "DisableLocalAuth: true")]
    [InlineData("monitoring", "DisableIpMasking: false")]
    public void Module_Sets(string module, string setting) =>
        Assert.Matches($@"(?m)^ +{Regex.Escape(setting)}$", BicepFile.Read($"modules/{module}.bicep").Text);

    [Fact]
    public void Publishing_TakesNoPassword()
    {
        var policies = PolicyPattern().Matches(BicepFile.Read("modules/function-app.bicep").Text);

        Assert.Equal([("scm", "false"), ("ftp", "false")], policies.Select(match => (match.Groups[1].Value, match.Groups[2].Value)));
    }

    [Fact]
    public void Storage_DeclaresEveryTableAndQueue()
    {
        var storage = BicepFile.Read("modules/storage.bicep");

        Assert.Equal(TableNames.All.Order(), storage.ListOf("tableNames").Order());
        Assert.Equal(["outgoing-mail", "reminders", "deletions", "webhooks", "comings-of-age", "discoveries", "cases"], storage.ListOf("queueNames"));
        Assert.Contains("'${queueName}-poison'", storage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void RoleAssignments_StandInOneFile_AndGiveOnlyTheseRoles()
    {
        // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
        (string, string)[] roles =
        [
            ("storageTableDataContributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
            ("storageQueueDataContributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"),
            ("storageBlobDataOwner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
            ("keyVaultSecretsUser", "4633458b-17de-408a-b874-0445c86b69e6"),
            ("monitoringMetricsPublisher", "3913510d-42f4-4e42-8a64-420c390055eb"),
        ];

        Assert.Equal(roles, GuidPattern().Matches(BicepFile.Read("modules/roles.bicep").Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value)));
        Assert.All(
            BicepFile.Names().Where(name => name != "modules/roles.bicep"),
            name => Assert.DoesNotContain("Microsoft.Authorization", BicepFile.Read(name).Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void NoTemplate_HoldsOrReadsASecret(string name) =>
        Assert.DoesNotMatch(@"vaults/secrets@|listKeys\(|listSecrets\(|AccountKey=|getSecret\(|@secure\(", BicepFile.Read(name).Text);

    [Theory]
    [InlineData("PoisonQueueNotEmpty", "seen")]
    [InlineData("DeletionOverdue", "seen")]
    [InlineData("SweepFinished", "missing")]
    [InlineData("SweepDeletesNothing", "seen")]
    [InlineData("ClockDiffers", "seen")]
    [InlineData("SafetyStopped", "seen")]
    [InlineData("FunctionSilent", "seen")]
    [InlineData("AcknowledgementOverdue", "seen")]
    [InlineData("DeletionTargetFailing", "seen")]
    [InlineData("CheckpointNotSigned", "seen")]
    [InlineData("SetBack", "seen")]
    public void Alert_IsRaised(string logEvent, string when) =>
        Assert.Contains($"event: '{logEvent}'\n    raisedWhen: '{when}'\n", BicepFile.Read("modules/alerts.bicep").Text, StringComparison.Ordinal);

    [Fact]
    public void FunctionApp_SetsTheAgreedSettings() =>
        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "AzureWebJobsDisableHomepage", "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential",
                "Console__AuditorRole", "Console__OperatorRole", "Console__TrustAppServiceAuthentication",
                "DeletionLog__RetentionYears", "Deletion__ClockTolerance", "Deletion__SafetyStopAt", "Deletion__Schedule", "Events__RetentionDays", "KeyVault__Uri",
                "Policy__Path", "Service__BaseUrl", "Smtp__From", "Smtp__Host", "Smtp__Port", "Smtp__Security", "Smtp__UserName",
                "StaffLog__RetentionYears",
            ],
            SettingPattern().Matches(BicepFile.Read("modules/function-app.bicep").Text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Readme_NamesEverySecret()
    {
        var readme = File.ReadAllText(Path.Combine(BicepFile.Folder, "README.md"));
        var names = typeof(SecretNames).GetFields().Select(field => (string)field.GetValue(null)!).ToList();

        Assert.NotEmpty(names);
        Assert.All([.. names, SecretNames.ClientKey("<clientId>")], name => Assert.Contains($"| `{name}` |", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryFile_IsValidSyntax()
    {
        var (exitCode, output) = await SyntaxCheck.RunAsync(BicepFile.Names());

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task SyntaxCheck_FindsWhatIsBroken()
    {
        var broken = Path.Combine(Path.GetTempPath(), $"{nameof(InfraTests)}-{Environment.ProcessId}.bicep");
        await File.WriteAllTextAsync(broken, "param name string\nvar broken = {\n  name name\n}\n");
        try
        {
            var (exitCode, output) = await SyntaxCheck.RunAsync([broken]);

            Assert.Equal(1, exitCode);
            Assert.Contains(":3:", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    private static string CodeOf(BicepFile file) => CommentOrDescriptionPattern().Replace(file.Text, "");

    [GeneratedRegex(@"^\s*(//|@description).*$", RegexOptions.Multiline)]
    private static partial Regex CommentOrDescriptionPattern();

    [GeneratedRegex(@"basicPublishingCredentialsPolicies@\S+ = \{\n  parent: app\n  name: '(\w+)'\n  properties: \{\n    allow: (\w+)\n")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex(@"^var (\w+) = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'$", RegexOptions.Multiline)]
    private static partial Regex GuidPattern();

    [GeneratedRegex(@"^  (\w+(?:__|_[A-Z])\w+|AzureWebJobs\w+): ", RegexOptions.Multiline)]
    private static partial Regex SettingPattern();
}
