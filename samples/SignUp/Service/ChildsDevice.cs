namespace SignUp.Service;

/// <summary>What our server saw of the child's browser. The service keeps keyed hashes of it, to compare with the parent's.</summary>
public sealed record ChildsDevice(string IpAddress, string UserAgent)
{
    public static ChildsDevice? Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? new ChildsDevice(address.ToString(), context.Request.Headers.UserAgent.ToString())
        : null;
}
