namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>A shop that was given a Redis Cluster.</summary>
public sealed class ClusterTests : ShopTest
{
    [RedisServerFact]
    public async Task A_node_refuses_a_cluster_and_says_what_to_name_instead()
    {
        await using var cluster = await RedisProcess.StartNewAsync("--cluster-enabled", "yes");
        await cluster.AskAsync("CLUSTER", "ADDSLOTSRANGE", 0, 16383);
        await RefusesAsync(cluster);
    }

    [RedisServerFact]
    public async Task A_cluster_that_serves_nothing_yet_is_refused_too()
    {
        await using var cluster = await RedisProcess.StartNewAsync("--cluster-enabled", "yes");
        await RefusesAsync(cluster);
    }

    private async Task RefusesAsync(RedisProcess cluster)
    {
        var (exitCode, log) = await ShopProgram.RefuseAsync(
            ("ConnectionStrings:PetShop", Shop.Database.NodeConnectionString),
            ("ConnectionStrings:Redis", cluster.ConnectionString));
        Assert.Equal(1, exitCode);
        Assert.Contains("leads to a Redis Cluster", log, StringComparison.Ordinal);
        Assert.Contains("Sentinels", log, StringComparison.Ordinal);
    }
}
