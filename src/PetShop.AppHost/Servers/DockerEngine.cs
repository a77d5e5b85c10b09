using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>The container engine, where one answers.</summary>
internal static class DockerEngine
{
    /// <summary>On every container of ours: whose data it has open.</summary>
    public const string Label = "petshop.data";

    /// <summary>Whether an engine answers, wherever Testcontainers looks for one.</summary>
    public static bool Answers() => TestcontainersSettings.OS.DockerEndpointAuthConfig is not null;

    /// <summary>What to say when a container did not start, most often since its image cannot be fetched, and what else can be done.</summary>
    public static StartFailure Failure(string image, Exception reason) => new(
        $"{image} did not start in Docker: {reason.Message}{Environment.NewLine}"
        + "To open the shop without Docker, on data of its own, set PETSHOP_SERVERS=local and start it again.", reason);

    /// <summary>
    /// Publishes ports on this machine's loopback interface alone. Not when we are in a container ourselves or the engine is
    /// elsewhere: then the ports must be reachable from outside the engine's machine, and Testcontainers knows by which name.
    /// </summary>
    public static void KeepPortsPrivate(CreateContainerParameters container)
    {
        var host = TestcontainersSettings.DockerHostOverride;
        var here = TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint.Scheme is "unix" or "npipe";
        if (host is not (null or "localhost" or "127.0.0.1") || !here || (host is null && File.Exists("/.dockerenv"))) return;
        foreach (var binding in container.HostConfig!.PortBindings!.Values.SelectMany(bindings => bindings)) binding.HostIP = "127.0.0.1";
    }

    /// <summary>Removes what a killed AppHost left running, so that its data are never open twice.</summary>
    public static async Task RemoveContainersAsync(string labelValue, CancellationToken ct)
    {
        using var client = Connect();
        var ours = new Dictionary<string, bool> { [$"{Label}={labelValue}"] = true };
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = ours };
        var query = new ContainersListParameters { All = true, Filters = filters };
        foreach (var left in await client.Containers.ListContainersAsync(query, ct))
        {
            await client.Containers.StopContainerAsync(left.ID, new ContainerStopParameters { WaitBeforeKillSeconds = 10 }, ct);
            await client.Containers.RemoveContainerAsync(left.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, ct);
        }
    }

    /// <summary>Deletes a volume and the containers that use it; nothing when there is none.</summary>
    public static async Task RemoveVolumeAsync(string volume, CancellationToken ct)
    {
        await RemoveContainersAsync(volume, ct);
        using var client = Connect();
        await client.Volumes.RemoveAsync(volume, force: true, ct);
    }

    private static DockerClient Connect() => TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
}
