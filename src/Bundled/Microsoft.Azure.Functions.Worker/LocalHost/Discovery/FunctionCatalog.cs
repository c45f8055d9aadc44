using System.Reflection;
using Microsoft.Azure.Functions.Worker.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Discovery;

/// <summary>
/// The functions this host runs: those of the assembly named by the setting <c>Functions:Assembly</c>, or of the
/// entry assembly, less those that host.json's <c>functions</c> leaves out or <c>AzureWebJobs.NAME.Disabled</c> turns off.
/// </summary>
internal sealed class FunctionCatalog(IConfiguration configuration, HostSettings settings)
{
    private readonly Lazy<IReadOnlyList<LocalFunction>> functions = new(() => Read(configuration, settings));

    /// <exception cref="InvalidOperationException">A function cannot be run; the text names each and its parameter.</exception>
    public IReadOnlyList<LocalFunction> Functions => functions.Value;

    private static List<LocalFunction> Read(IConfiguration configuration, HostSettings settings)
    {
        var problems = new List<string>();
        var functions = new List<LocalFunction>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var assembly = AssemblyOf(configuration);
        problems.AddRange(FunctionMethods.HiddenIn(assembly).Where(found => Runs(found.Name))
            .Select(found => $"Function '{found.Name}': the method {found.Method.Name} and its type must be public."));
        foreach (var (name, method) in FunctionMethods.In(assembly).Where(found => Runs(found.Name)))
        {
            if (!names.Add(name))
            {
                problems.Add($"Two functions are named '{name}'.");
            }
            else if (FunctionReader.Read(name, method, problems) is { } function)
            {
                functions.Add(function);
            }
        }

        return problems.Count == 0 ? functions : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));

        bool Runs(string name) =>
            (settings.OnlyFunctions.Count == 0 || settings.OnlyFunctions.Contains(name))
            && !configuration.GetValue<bool>($"AzureWebJobs.{name}.Disabled")
            && !configuration.GetValue<bool>($"AzureWebJobs_{name}_Disabled");
    }

    private static Assembly AssemblyOf(IConfiguration configuration) =>
        configuration["Functions:Assembly"] is { Length: > 0 } name
            ? Assembly.Load(new AssemblyName(name))
            : Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("There is no entry assembly; set Functions:Assembly.");
}
