using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;
using StackExchange.Redis;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>What local users, and the cache itself, can do to the Redis that the launcher starts.</summary>
public sealed class RedisSettingsTests : IDisposable
{
    private readonly DataFolder _folder = DataFolder.OpenTemporary();

    public static TheoryData<string> Kinds => Command.Find("redis-server") is null ? ["garnet"] : ["garnet", "local"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Redis_rejects_clients_without_the_password(string kind)
    {
        await using var server = await StartAsync(kind);
        var stranger = ConfigurationOptions.Parse(server.ConnectionString);
        foreach (var password in (string?[])[null, "guess"])
        {
            stranger.Password = password;
            await Assert.ThrowsAnyAsync<RedisException>(async () =>
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(stranger);
                await connection.GetDatabase().StringSetAsync("product", "free");
            });
        }
        await using var owner = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.True(await owner.GetDatabase().StringSetAsync("product", "15.99"));
    }

    [Fact]
    public async Task The_password_is_not_on_the_command_line()
    {
        if (!OperatingSystem.IsLinux() || Command.Find("redis-server") is null)
            return;
        await using var server = await StartAsync("local");
        var password = ConfigurationOptions.Parse(server.ConnectionString).Password!;
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(CommandLine),
            line => line.Contains(password, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_folder.PathOf("redis.conf")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Redis_evicts_entries_when_its_memory_is_full(string kind)
    {
        const int Size = 100_000, Count = 3_000;
        await using var server = await StartAsync(kind);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var redis = connection.GetDatabase();
        for (var i = 0; i < Count; i++)
            Assert.True(await redis.StringSetAsync($"page{i}", new byte[Size]));
        var kept = 0;
        for (var i = 0; i < Count; i++)
            kept += await redis.KeyExistsAsync($"page{i}") ? 1 : 0;
        Assert.InRange(kept, 1, (256 << 20) / Size);
        Assert.True(await redis.KeyExistsAsync($"page{Count - 1}"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IRedisServer> StartAsync(string kind)
    {
        IRedisServer server = kind == "local"
            ? new LocalRedis(Command.Find("redis-server")!, _folder)
            : new GarnetRedis();
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";      // no process, or one that has just ended
        }
    }
}
