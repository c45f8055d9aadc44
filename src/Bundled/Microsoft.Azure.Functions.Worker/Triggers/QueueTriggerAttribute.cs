using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class QueueTriggerAttribute : TriggerBindingAttribute
{
    public QueueTriggerAttribute(string queueName)
    {
        QueueName = queueName;
    }

    /// <summary>The queue's name; <c>%Setting%</c> is replaced by the setting's value.</summary>
    public string QueueName { get; }

    /// <summary>Setting or section that holds the storage connection; <c>AzureWebJobsStorage</c> where none is given.</summary>
    public string? Connection { get; set; }
}
