using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

public class WorkerOptions
{
    /// <summary>Reads and writes JSON bodies and messages; System.Text.Json, case-insensitive, where none is set.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
