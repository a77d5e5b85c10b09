using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Options for the servers.</summary>
internal sealed record ShopServersOptions
{
    /// <summary>The data folder; null for a temporary folder that is deleted when the servers stop.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Fast and without durability.</summary>
    public bool ForTests { get; init; }

    /// <summary>PostgreSQL's limit on connections.</summary>
    public int MaxConnections { get; init; } = 400;

    /// <summary>How much memory PostgreSQL uses to cache data, such as <c>2GB</c>; null for its own default.</summary>
    public string? SharedBuffers { get; init; }

    /// <summary>Whether a missing PostgreSQL may be installed or downloaded.</summary>
    public bool MayInstall { get; init; } = true;

    /// <summary>Receives a sentence about each step that takes long.</summary>
    public Action<string> Report { get; init; } = _ => { };
}

/// <summary>
/// PostgreSQL and Redis for a shop on one machine: for trying it out, for development and for tests. Several processes
/// can each have their own servers at the same time. <see cref="ServerChoice"/> decides where they come from.
/// </summary>
internal sealed class ShopServers : IAsyncDisposable
{
    private readonly DataFolder? _ownFolder;

    private ShopServers(IPostgresServer postgres, IRedisServer redis, DataFolder? ownFolder) =>
        (Postgres, Redis, _ownFolder) = (postgres, redis, ownFolder);

    public IPostgresServer Postgres { get; }

    public IRedisServer Redis { get; }

    /// <summary>A summary of the servers: "PostgreSQL 15, local binaries; Redis, local binaries".</summary>
    public string Summary => $"{Postgres.Description}; {Redis.Description}";

    /// <summary>Starts both servers in a folder that is locked until they stop.</summary>
    /// <exception cref="StartFailure">A server did not start: the message says why and what to do.</exception>
    public static async Task<ShopServers> StartAsync(ShopServersOptions options, CancellationToken ct)
    {
        var folder = options.DataDirectory is { } path ? DataFolder.Open(path) : DataFolder.OpenTemporary();
        try
        {
            return await StartAsync(options, folder, folder, ct);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Starts both servers in a folder that the caller holds open.</summary>
    /// <exception cref="StartFailure">A server did not start: the message says why and what to do.</exception>
    public static Task<ShopServers> StartAsync(ShopServersOptions options, DataFolder folder, CancellationToken ct) =>
        StartAsync(options, folder, null, ct);

    /// <summary>Stops Redis and PostgreSQL at the same time.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Redis.DisposeAsync().AsTask(), Postgres.DisposeAsync().AsTask());
        _ownFolder?.Dispose();
    }

    private static async Task<ShopServers> StartAsync(
        ShopServersOptions options, DataFolder folder, DataFolder? own, CancellationToken ct)
    {
        var found = await PostgresBinaries.FindAsync(ct);
        var choice = ServerChoice.Create(MachineProbe.Look(found));
        if (choice.Postgres == PostgresSource.Apt)
        {
            if (!options.MayInstall) throw PostgresInstaller.Refusal();
            await AptPackages.For(withRedis: choice.Redis == RedisSource.Apt).InstallAsync(options.Report, ct);
            found = await PostgresBinaries.FindAsync(ct);
        }
        var postgres = StartPostgresAsync(choice.Postgres, found, options, folder, ct);
        var redis = StartRedisAsync(choice.Redis, folder, ct);
        try
        {
            await Task.WhenAll(postgres, redis);
            return new ShopServers(await postgres, await redis, own);
        }
        catch
        {
            if (postgres.IsCompletedSuccessfully) await (await postgres).DisposeAsync();
            if (redis.IsCompletedSuccessfully) await (await redis).DisposeAsync();
            throw;
        }
    }

    private static async Task<IPostgresServer> StartPostgresAsync(
        PostgresSource source,
        IReadOnlyList<PostgresBinaries> found,
        ShopServersOptions options,
        DataFolder folder,
        CancellationToken ct)
    {
        var settings = new PostgresSettings(options.MaxConnections, options.ForTests, options.SharedBuffers);
        switch (source)
        {
            case PostgresSource.Given:
                return new ExternalPostgres(MachineProbe.ExternalPostgres!);
            case PostgresSource.Docker:
                options.Report("Starting PostgreSQL and Redis in Docker; the first time, their images are downloaded.");
                return await DockerPostgres.StartAsync(folder, settings, ct);
            default:
                // The packages of apt-get may be too old as well: then the download is used, as on a machine without
                // PostgreSQL.
                var data = folder.Subfolders("postgres-*-local").Select(folder.PathOf).ToList();
                var chosen = source == PostgresSource.Download ? null : PostgresBinaries.Choose(found, data);
                chosen ??= await PostgresInstaller.DownloadAsync(found, options, ct);
                return await LocalPostgres.StartAsync(chosen, folder, settings, ct);
        }
    }

    private static async Task<IRedisServer> StartRedisAsync(RedisSource source, DataFolder folder, CancellationToken ct)
    {
        IRedisServer redis = source switch
        {
            RedisSource.Given => new ExternalRedis(MachineProbe.ExternalRedis!),
            RedisSource.Docker => new DockerRedis(folder),
            RedisSource.Garnet => new GarnetRedis(),
            _ => new LocalRedis(Command.Find("redis-server")!, folder),
        };
        try
        {
            await redis.StartAsync(ct);
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }
}
