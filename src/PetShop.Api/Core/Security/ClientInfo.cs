using System.Net;
using System.Net.Sockets;

namespace PetShop.Api.Core.Security;

/// <summary>Where a request came from.</summary>
/// <param name="Address">The client's address, behind known proxies the one they name; null when it is not known.</param>
/// <param name="UserAgent">As the client sent it, of any length and content; null for none.</param>
public sealed record ClientInfo(IPAddress? Address, string? UserAgent)
{
    public const int UserAgentMaxLength = 200;

    private const int BitsOfIPv4 = 24;
    private const int BitsOfIPv6 = 64;

    /// <summary>A caller that is no request, such as a job.</summary>
    public static readonly ClientInfo Unknown = new(null, null);

    /// <summary>
    /// The network that the address belongs to, such as <c>203.0.113.0/24</c> or <c>2001:db8:1:2::/64</c>: about what one household or office
    /// has. <c>unknown</c> where the address is.
    /// </summary>
    public string Network => NetworkOf(Address);

    /// <summary>What is kept of the user agent: printable ASCII, cut to <see cref="UserAgentMaxLength"/>; null for nothing.</summary>
    public string? ShortUserAgent
    {
        get
        {
            var kept = string.Concat((UserAgent ?? "").Where(c => c is >= ' ' and <= '~')).Trim();
            return kept.Length == 0 ? null : kept.Length <= UserAgentMaxLength ? kept : kept[..UserAgentMaxLength].TrimEnd();
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

    /// <summary>An IPv4 address that came over an IPv6 socket is still an IPv4 address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
