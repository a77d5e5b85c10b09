using DotNet.Testcontainers.Configurations;
using Microsoft.Extensions.Logging.Abstractions;
using PetShop.AppHost.Machine;
using Testcontainers.PostgreSql;

namespace PetShop.AppHost.Servers;

/// <summary>PostgreSQL in a container. The data is in a volume, whose name is stored in the data folder.</summary>
internal sealed class DockerPostgres : IPostgresServer
{
    private const string Image = "postgres:17-alpine";
    private const string Folder = "postgres-17-docker";
    private static readonly string VolumeFile = Path.Combine(Folder, "volume");
    private readonly PostgreSqlContainer _container;

    private DockerPostgres(PostgreSqlContainer container, string connectionString, PostgresRoles roles, string? volume)
    {
        (_container, Roles) = (container, roles);
        (ConnectionString, Data) = (connectionString, volume is null ? "in the container" : $"Docker volume {volume}");
    }

    public string ConnectionString { get; }

    public PostgresRoles Roles { get; }

    public string Description => $"PostgreSQL in Docker ({Image})";

    public string Data { get; }

    public string DataName => Folder;

    /// <summary>Starts the container with the folder's volume, which is created if it does not exist.</summary>
    /// <exception cref="StartFailure">The engine could not start it.</exception>
    public static async Task<DockerPostgres> StartAsync(
        DataFolder folder, PostgresSettings settings, CancellationToken ct)
    {
        var volume = folder.IsTemporary ? null : VolumeOf(folder);
        if (volume is not null) await DockerEngine.RemoveContainersAsync(volume, ct);
        var password = folder.Secret("postgres-password").Value;
        var container = Build(volume, password, settings);
        try
        {
            await container.StartAsync(ct);
            var port = container.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort);
            var connection = PostgresConnection.To(container.Hostname, port, password);
            var roles = await PostgresConnection.EnsureShopAsync(connection, folder, ct);
            return new DockerPostgres(container, connection, roles, volume);
        }
        catch (Exception failure)
        {
            await container.DisposeAsync();
            throw failure is OperationCanceledException ? failure : DockerEngine.Failure(Image, failure);
        }
    }

    /// <summary>Deletes the folder's volume, if it has one.</summary>
    /// <exception cref="StartFailure">It has one, and no engine is running.</exception>
    public static async Task ResetAsync(DataFolder folder, CancellationToken ct)
    {
        if (folder.Read(VolumeFile) is not { } volume) return;
        if (!DockerEngine.Answers()) throw CannotReset(volume, folder.PathOf(VolumeFile));
        await DockerEngine.RemoveVolumeAsync(volume, ct);
    }

    /// <summary>Why nothing was deleted: if its name were deleted, the volume could no longer be found.</summary>
    internal static StartFailure CannotReset(string volume, string file) => new(
        $"The data is in the Docker volume {volume}, and Docker is not running: "
        + $"nothing was deleted.{Environment.NewLine}Start Docker and try again; "
        + $"or remove the volume with 'docker volume rm {volume}', and then the file {file}.");

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private static PostgreSqlContainer Build(string? volume, string password, PostgresSettings settings)
    {
        var builder = new PostgreSqlBuilder(Image)
            .WithLogger(NullLogger.Instance)
            .WithLabel(DockerEngine.Label, volume ?? "temporary")
            .WithUsername(PostgresConnection.User)
            .WithDatabase("postgres")
            .WithPassword(password)
            // Overridden, because the default arguments of Testcontainers turn durability off.
            .WithCommand(new OverwriteEnumerable<string>(["postgres", .. settings.Arguments]))
            .WithCreateParameterModifier(DockerEngine.KeepPortsPrivate);
        return (volume is null ? builder : builder.WithVolumeMount(volume, "/var/lib/postgresql/data")).Build();
    }

    private static string VolumeOf(DataFolder folder)
    {
        if (folder.Read(VolumeFile) is { } kept) return kept;
        var volume = $"petshop-{Guid.NewGuid():N}";
        Directory.CreateDirectory(folder.PathOf(Folder));
        DataFolder.WritePrivately(folder.PathOf(VolumeFile), volume);
        return volume;
    }
}
