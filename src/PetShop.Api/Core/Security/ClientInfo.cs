using System.Net;
using System.Net.Sockets;

namespace PetShop.Api.Core.Security;

/// <summary>The origin of a request.</summary>
/// <param name="Address">The client's address or, behind known proxies, the one that they report; null if it is not
/// known.</param>
/// <param name="UserAgent">As the client sent it, with any length and content; null for none.</param>
public sealed record ClientInfo(IPAddress? Address, string? UserAgent)
{
    public const int UserAgentMaxLength = 200;

    private const int BitsOfIPv4 = 24;
    private const int BitsOfIPv6 = 64;

    /// <summary>The caller is not a request, but for instance a job.</summary>
    public static readonly ClientInfo Unknown = new(null, null);

    /// <summary>
    /// The network that the address belongs to, such as <c>203.0.113.0/24</c> or <c>2001:db8:1:2::/64</c>: roughly one
    /// household or office. <c>unknown</c> if the address is unknown.
    /// </summary>
    public string Network => NetworkOf(Address);

    /// <summary>
    /// The address by which limits count: IPv4, or the first 64 bits of IPv6, which belong to one customer.
    /// <c>unknown</c> if the address is unknown.
    /// </summary>
    public string Subscriber => Address is null ? "unknown"
        : Plain(Address) is { AddressFamily: AddressFamily.InterNetwork } plain ? plain.ToString()
        : NetworkOf(Address);

    /// <summary>
    /// The stored part of the user agent: printable ASCII, cut to <see cref="UserAgentMaxLength"/>; null if there is
    /// none.
    /// </summary>
    public string? ShortUserAgent
    {
        get
        {
            var kept = string.Concat((UserAgent ?? "").Where(c => c is >= ' ' and <= '~')).Trim();
            return kept.Length == 0 ? null
                : kept.Length <= UserAgentMaxLength ? kept
                : kept[..UserAgentMaxLength].TrimEnd();
        }
    }

    /// <inheritdoc cref="Network"/>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        var plain = Plain(address);
        var bits = plain.AddressFamily == AddressFamily.InterNetwork ? BitsOfIPv4 : BitsOfIPv6;
        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, bits / 8, bytes.Length - (bits / 8));
        return new IPNetwork(new IPAddress(bytes), bits).ToString();
    }

    /// <summary>An IPv4 address that came over an IPv6 socket is converted to IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
