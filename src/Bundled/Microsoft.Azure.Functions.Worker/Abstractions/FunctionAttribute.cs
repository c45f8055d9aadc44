namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function under the given name, which is unique in the app.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    public FunctionAttribute(string name)
    {
        Name = name;
    }

    public string Name { get; }
}
