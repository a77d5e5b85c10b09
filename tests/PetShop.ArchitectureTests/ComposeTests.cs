using System.Net;
using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>Properties of <c>docker-compose.yml</c> that its text shows.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = Repository.Read("docker-compose.yml");

    /// <summary>
    /// Otherwise, all clients of a reverse proxy on the machine are one network, which one of them can lock out.
    /// </summary>
    [Fact]
    public void The_API_trusts_only_the_gateway_as_a_proxy()
    {
        var gateway = Gateway().Match(Compose).Groups[1].Value;
        Assert.Contains($"Proxies__Known: ${{FRONT_GATEWAY:-{gateway}}},", Compose, StringComparison.Ordinal);
        Assert.Contains("""ports: ["127.0.0.1:""", Compose, StringComparison.Ordinal);
        Assert.True(IPNetwork.Parse(Subnet().Match(Compose).Groups[1].Value).Contains(IPAddress.Parse(gateway)));
    }

    [GeneratedRegex(@"gateway: \$\{FRONT_GATEWAY:-([0-9.]+)\}")]
    private static partial Regex Gateway();

    [GeneratedRegex(@"subnet: \$\{FRONT_SUBNET:-([0-9./]+)\}")]
    private static partial Regex Subnet();
}
