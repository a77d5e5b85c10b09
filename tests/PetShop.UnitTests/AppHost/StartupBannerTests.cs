using PetShop.AppHost;

namespace PetShop.UnitTests.AppHost;

public sealed class StartupBannerTests
{
    private static readonly StartupBanner Block = new()
    {
        Addresses = [new Uri("http://localhost:8080"), new Uri("http://localhost:8081")],
        Admin = "admin, password in /data/admin-password",
        Data = "/data/postgres-15-local",
        Logs = "/data/logs",
        Servers = "PostgreSQL 15, local binaries; Redis, local binaries",
    };

    [Theory]
    [InlineData("http://localhost:8080  http://localhost:8081")]
    [InlineData("http://localhost:8080/swagger")]
    [InlineData("/data/postgres-15-local")]
    [InlineData("/data/admin-password")]
    [InlineData("PostgreSQL 15, local binaries; Redis, local binaries")]
    [InlineData("Ctrl+C")]
    public void Everything_a_newcomer_needs_is_said(string part) =>
        Assert.Contains(part, Block.ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_payment_simulator_is_named_if_it_runs()
    {
        Assert.DoesNotContain("Payments", Block.ToString(), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8420", (Block with { Payments = new("http://127.0.0.1:8420") }).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_with_the_mails_is_named_if_it_runs()
    {
        Assert.DoesNotContain("Mails", Block.ToString(), StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8430", (Block with { Mails = new("http://127.0.0.1:8430") }).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_other_servers_are_named_where_there_are_any()
    {
        Assert.DoesNotContain("Unused", Block.ToString(), StringComparison.Ordinal);
        Assert.Contains("postgres-17-docker", (Block with { Unused = ["postgres-17-docker"] }).ToString(),
            StringComparison.Ordinal);
    }
}
