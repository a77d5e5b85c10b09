using System.Diagnostics;

namespace PetShop.IntegrationTests.Core.Observability;

/// <summary><c>PetShop.Api health</c>, as a container's health check runs it.</summary>
public sealed class HealthCommandTests : ShopTest
{
    [Fact]
    public async Task A_proxy_in_the_environment_is_not_asked()
    {
        var (exitCode, said) = await RunAsync(new Uri(Shop.Node.Address, "/health/ready").ToString());
        Assert.Equal((0, true), (exitCode, said.StartsWith("200 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_not_healthy() =>
        Assert.Equal(1, (await RunAsync("http://127.0.0.1:1/health/ready")).ExitCode);

    private static async Task<(int ExitCode, string Said)> RunAsync(string url)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PetShop.Api.dll");
        var start = new ProcessStartInfo("dotnet", [program, "health", url]) { RedirectStandardOutput = true };
        foreach (var name in new[] { "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy" })
            start.Environment[name] = "http://127.0.0.1:2";     // nobody listens there
        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
