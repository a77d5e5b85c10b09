using System.Net;
using PetShop.Api.Core.Security;

namespace PetShop.UnitTests.Core.Security;

public sealed class ClientInfoTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void An_address_belongs_to_a_network(string address, string network) =>
        Assert.Equal(network, new ClientInfo(IPAddress.Parse(address), null).Network);

    [Theory]
    [InlineData(null, null), InlineData("  ", null), InlineData("\u202E\u0007", null)]
    [InlineData(" Fi\u00ADre\u202Efox/140\r\nx ", "Firefox/140x")]
    public void Of_a_user_agent_printable_ASCII_is_kept(string? sent, string? kept) =>
        Assert.Equal(kept, new ClientInfo(null, sent).ShortUserAgent);

    [Fact]
    public void A_user_agent_is_cut_short() =>
        Assert.Equal(new string('x', 200), new ClientInfo(null, new string('x', 5000)).ShortUserAgent);

    [Fact]
    public void An_unknown_address_has_a_name_of_its_own() => Assert.Equal("unknown", ClientInfo.Unknown.Network);

    [Fact]
    public void Known_proxies_are_addresses_and_networks()
    {
        Assert.Equal(["10.0.0.5/32", "192.168.0.0/16", "10.0.0.0/8", "2001:db8::/32", "::1/128"],
            Proxies.Parse("10.0.0.5, 192.168.0.0/16,10.0.0.1/8,2001:db8::/32 ,::1")
                .Select(network => network.ToString()));
        Assert.Empty(Proxies.Parse(null));
        foreach (var wrong in (string[])["proxy.example", "10.0.0.0/33", "10.0.0.5;10.0.0.6"])
            Assert.Contains($"'{wrong}'", Assert.Throws<InvalidOperationException>(() => Proxies.Parse(wrong)).Message,
                StringComparison.Ordinal);
    }
}
