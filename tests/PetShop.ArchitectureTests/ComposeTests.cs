using System.Net;
using System.Text.RegularExpressions;

namespace PetShop.ArchitectureTests;

/// <summary>What <c>docker-compose.yml</c> promises, as far as its text shows it.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = Repository.Read("docker-compose.yml");

    /// <summary>Else all clients of a reverse proxy on the machine are one network, which one of them can lock out.</summary>
    [Fact]
    public void The_api_knows_the_gateway_as_a_proxy_and_others_cannot_come_by_it()
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
