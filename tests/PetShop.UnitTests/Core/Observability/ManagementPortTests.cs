using Microsoft.Extensions.Configuration;
using PetShop.Api.Core.Observability;

namespace PetShop.UnitTests.Core.Observability;

public sealed class ManagementPortTests
{
    [Theory]
    [InlineData("urls", "http://127.0.0.1:5001;http://[::1]:5001", "http://127.0.0.1:5001 http://[::1]:5001")]
    [InlineData("http_ports", "8080;8081", "http://*:8080 http://*:8081")]
    [InlineData("unrelated", "1", "http://localhost:5000")]
    public void The_configured_addresses_are_kept_beside_it(string key, string value, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        Assert.Equal(expected.Split(' '), ManagementPort.ConfiguredUrls(configuration));
    }
}
