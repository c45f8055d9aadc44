using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>The one way to the service: an address and a pipeline that signs, retries and reports.</summary>
internal sealed class TableConnection
{
    private readonly HttpPipeline pipeline;
    private readonly string version;

    private TableConnection(Uri endpoint, string accountName, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        options ??= new TableClientOptions();
        var pipelineOptions = new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = TableErrorParser.Instance,
        };
        pipeline = HttpPipelineBuilder.Build(pipelineOptions);
        version = options.VersionString;
        Endpoint = new UriBuilder(endpoint) { Query = string.Empty }.Uri;
        AccountName = accountName;
    }

    /// <summary>Without a signature.</summary>
    public Uri Endpoint { get; }

    public string AccountName { get; }

    public static TableConnection Open(string connectionString, TableClientOptions options)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        return new TableConnection(
            parsed.Endpoint,
            parsed.AccountName,
            parsed.Credential is null ? new SasPolicy(() => parsed.Signature) : new SharedKeyLitePolicy(parsed.Credential),
            options);
    }

    public static TableConnection Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new TableConnection(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential), options);
    }

    public static TableConnection Open(Uri endpoint, TokenCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        var scope = (options?.Audience ?? TableAudience.AzurePublicCloud).DefaultScope;
        return new TableConnection(
            endpoint, TableAddress.AccountOf(endpoint), new BearerTokenAuthenticationPolicy(credential, scope), options);
    }

    public static TableConnection Open(Uri endpoint, AzureSasCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return OpenSigned(endpoint, () => credential.Signature, options);
    }

    /// <param name="endpoint">An address whose query is a shared access signature.</param>
    /// <param name="options">The client's options, or none.</param>
    public static TableConnection OpenSigned(Uri endpoint, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return string.IsNullOrEmpty(endpoint.Query)
            ? throw new ArgumentException($"{nameof(endpoint)} must contain a SAS token query.", nameof(endpoint))
            : OpenSigned(endpoint, () => endpoint.Query, options);
    }

    public HttpMessage CreateMessage(TableOperation operation)
    {
        var message = CreateMessage(operation.Method, operation.Resource);
        foreach (var (name, value) in operation.Headers())
        {
            message.Request.Headers.SetValue(name, value);
        }

        if (!operation.Body.IsEmpty)
        {
            message.Request.Content = RequestContent.Create(operation.Body);
        }

        return message;
    }

    public HttpMessage CreateMessage(RequestMethod method, string resource)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(AddressOf(resource));
        message.Request.Headers.SetValue("x-ms-version", version);
        return message;
    }

    public Uri AddressOf(string resource) => new($"{Endpoint.AbsoluteUri.TrimEnd('/')}/{resource}");

    /// <summary>Throws <see cref="RequestFailedException"/> for any status that is not accepted.</summary>
    public Response Send(HttpMessage message, int[] accepted, CancellationToken cancellationToken)
    {
        using (message)
        {
            pipeline.Send(message, cancellationToken);
            return Accept(message.Response, accepted);
        }
    }

    public async Task<Response> SendAsync(HttpMessage message, int[] accepted, CancellationToken cancellationToken)
    {
        using (message)
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return Accept(message.Response, accepted);
        }
    }

    private static Response Accept(Response response, int[] accepted) =>
        accepted.Contains(response.Status) ? response : throw Failure(response);

    public static RequestFailedException Failure(Response response) =>
        new(response, innerException: null, TableErrorParser.Instance);

    private static TableConnection OpenSigned(Uri endpoint, Func<string> signature, TableClientOptions options) =>
        endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? new TableConnection(endpoint, TableAddress.AccountOf(endpoint), new SasPolicy(signature), options)
            : throw new ArgumentException("Cannot use a SAS token without HTTPS.", nameof(endpoint));
}
